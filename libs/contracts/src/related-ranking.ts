import type { RankingWeight } from './ranking.js';

/** The weights of a neighbour's score in a related list; read by the related service and shown at GET /v1/ranking. */
export const RELATED_WEIGHTS = {
  k1: { value: 1.2, meaning: 'how soon more mentions of a term stop counting (BM25)' },
  b: { value: 0.75, meaning: 'how much the length of an article is taken into account (BM25)' },
  title: { value: 3, meaning: 'times that a word in the title counts' },
  summary: { value: 2, meaning: 'times that a word in the summary counts' },
  idf: { value: 0.5, meaning: 'power of the inverse document frequency of a term, on both sides' },
  mostFrequent: { value: 0.15, meaning: 'share of the archive above which a term is left out' },
  recencyFloor: { value: 0.7, meaning: 'what is left of a score when the two articles are very far apart in time' },
  recencyHalfLife: { value: 30, meaning: 'days after which half of the rest is gone' },
  otherLanguage: { value: 0.6, meaning: 'times the score when the neighbour is in another language' },
  section: { value: 0.05, meaning: 'added to the factor for shared sections' },
  tag: { value: 0.08, meaning: 'added to the factor for each shared tag, up to three' },
  name: { value: 0.1, meaning: 'added to the factor for each shared name, up to three' },
  least: { value: 0.03, meaning: 'score below which an article is no neighbour' },
  nearCopy: {
    value: 0.5,
    meaning: 'estimated share of common word triples from which an article is a copy and left out',
  },
  nearCopyScore: { value: 0.93, meaning: 'cosine from which an article is a copy and left out' },
} as const satisfies Record<string, RankingWeight>;
