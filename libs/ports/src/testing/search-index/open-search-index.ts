import type { Clock } from '../../clock.port.js';
import type { SearchIndex } from '../../search-index.port.js';

/** Where engines may differ; a `false` is listed in the README. */
export interface SearchIndexFeatures {
  /** `total` is exact and every hit can be paged to, however many there are. */
  readonly exactTotals: boolean;
  /** Forms of a word meet by its stem ("Häuser" and "Hauses"), beyond what typo tolerance brings together. */
  readonly stemming: boolean;
  /** German compounds are found by their parts and written apart. */
  readonly compounds: boolean;
  /** Says what it looked for when the words as typed were nowhere. */
  readonly correctsQueries: boolean;
  /** `why` names the step and the score. */
  readonly explains: boolean;
}

/** Opens an empty index that tells the time by the clock given. */
export type OpenSearchIndex = (clock: Clock) => Promise<SearchIndex>;
