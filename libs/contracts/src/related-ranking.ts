import type { RankingWeight } from './ranking.js';

/**
 * The weights of a neighbour's score in a related list; read by the related service and shown at GET /v1/ranking.
 * score = (cosine of the terms + shared names + shared tags, or the translation) x recency x language x (1 + section).
 */
export const RELATED_WEIGHTS = {
  k1: { value: 1.2, meaning: 'how soon more mentions of a term stop counting (BM25)' },
  b: { value: 0.75, meaning: 'how much the length of an article is taken into account (BM25)' },
  title: { value: 3, meaning: 'times that a word in the title counts' },
  summary: { value: 2, meaning: 'times that a word in the summary counts' },
  capital: { value: 1, meaning: 'added to the factor of a term by the part of its mentions that begin with a capital' },
  idf: { value: 0.75, meaning: 'power of the inverse document frequency of a term, on both sides' },
  mostFrequent: { value: 0.15, meaning: 'share of the archive of one language above which a term is left out' },
  name: { value: 0.08, meaning: 'added for each shared person, organisation or place by how rare it is, up to three' },
  tag: { value: 0.05, meaning: 'added for each shared tag by how rare it is, up to three' },
  section: { value: 0.1, meaning: 'added to the factor when both share a section' },
  translation: { value: 0.4, meaning: 'likeness of two translations of one article' },
  otherLanguage: { value: 0.7, meaning: 'times the score when the neighbour is in another language' },
  recencyFloor: { value: 0.6, meaning: 'what is left of a score when the two articles are very far apart in time' },
  recencyHalfLife: { value: 30, meaning: 'days between the two articles after which half of the rest is gone' },
  least: { value: 0.01, meaning: 'score below which an article is no neighbour' },
  shown: { value: 0.1, meaning: 'score from which pages and mails show a neighbour; the interface answers all' },
  copyOverlap: {
    value: 0.5,
    meaning: 'share of common word triples (Jaccard) from which an article is a copy, left out',
  },
  copyContainment: {
    value: 0.75,
    meaning: "part of the shorter article's word triples in the longer one from which it is a copy, left out",
  },
} as const satisfies Record<string, RankingWeight>;
