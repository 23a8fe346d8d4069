import { FACETS } from '#contracts/search.js';
import type { Settings } from 'meilisearch';

/** Fields in which words are looked for as they were typed or by their stem, the weightiest first. */
export const WORD_FIELDS = [
  ...['title', 'stems.title', 'summary', 'stems.summary'],
  ...['labels', 'stems.labels', 'text', 'stems.text'],
] as const;
/** Looked in only when words may be parts of compounds. */
export const COMPOUND_FIELD = 'compounds';
export const TITLE_FIELDS = ['title', 'stems.title'] as const;

/** Highest page times highest limit of the API: every hit that can be asked for can be had. */
const MOST_HITS = 50_000;

/** Everything the index is told about its documents; applied to one that holds none yet, and never to one in use. */
export const INDEX_SETTINGS = {
  searchableAttributes: [...WORD_FIELDS, COMPOUND_FIELD],
  filterableAttributes: [...FACETS, 'removed', 'expires', 'published', 'group'],
  sortableAttributes: ['published'],
  // `sort` comes first: it does nothing without a `sort` parameter, and with one nothing may stand before it.
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness', 'published:desc'],
  // Function words are left out of queries, not of texts: "The Who" must be found.
  stopWords: [],
  synonyms: {},
  separatorTokens: ['<', '>'],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MOST_HITS },
  // Where words are told apart as English, none is cut into parts; so typos and beginnings inside compounds are understood.
  localizedAttributes: [
    { attributePatterns: [COMPOUND_FIELD], locales: ['deu'] },
    { attributePatterns: ['*'], locales: ['eng'] },
  ],
} satisfies Settings;
