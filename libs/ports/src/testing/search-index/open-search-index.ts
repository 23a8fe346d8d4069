import type { Clock } from '../../clock.port.js';
import type { SearchIndex } from '../../search-index.port.js';

/** Opens an empty index that tells the time by the clock given. */
export type OpenSearchIndex = (clock: Clock) => Promise<SearchIndex>;
