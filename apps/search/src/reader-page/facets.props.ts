import type { SearchAnswer } from '#contracts/search.js';
import type { SearchLinks } from './search-links.js';
import type { SearchQuery } from './search-query.js';
import type { ValueNames } from './value-name.js';

/** What the filters of a search show. */
export interface FacetsProps extends ValueNames {
  readonly query: SearchQuery;
  readonly facets: SearchAnswer['facets'];
  readonly links: SearchLinks;
}
