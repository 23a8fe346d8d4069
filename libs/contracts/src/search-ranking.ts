import type { RankingWeight } from './ranking.js';

/** How a search goes on while it has found too little; what an earlier step finds stands before all of the later ones. */
export const SEARCH_STEPS = {
  words: 'articles that hold every word, in any of its forms or a synonym; the last word may go on',
  closeWords: 'words of four letters and more may differ by one letter, of eight and more by two',
  compounds: 'words may be parts of compounds, compounds may be written apart, neighbours may be written together',
  distantWords: 'a word that nothing is close to may differ by two letters from five letters on',
  fewerWords: 'one word after the other is left out, the most frequent first',
} as const satisfies Record<string, string>;
export type SearchStep = keyof typeof SEARCH_STEPS;

/** The weights of a hit's score within its step. */
export const SEARCH_WEIGHTS = {
  title: { value: 4, meaning: 'times the share of the query words that stand in the title' },
  summary: { value: 1.5, meaning: 'times the share of the query words that stand in the summary and not in the title' },
  exact: {
    value: 2,
    meaning:
      'times the exactness of the title words met: 1 for the word itself, .7 for another form or a synonym, .4 for one that begins like it or is close to it, .2 for a compound',
  },
  small: { value: 1, meaning: 'times the share of the query that is function words standing in the title' },
  near: { value: 1, meaning: 'when the query words stand within ten words of each other' },
  phrase: { value: 1.5, meaning: 'when the query words follow each other in the title' },
  bm25: {
    value: 2,
    meaning:
      'times the BM25 score of the hit over the best one; the title counts 8, names and tags 3, the summary 3, the body 1',
  },
  recency: { value: 0.5, meaning: 'times one half for every 365 days of age' },
} as const satisfies Record<string, RankingWeight>;
