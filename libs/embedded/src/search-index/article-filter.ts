import { FACETS, type SearchFilters } from '#contracts/search.js';
import { primaryLanguage } from '#text/languages.js';
import type { ArticleColumns } from './article-columns.js';
import type { FacetValues } from './facet-values.js';

/** Whether an article may be in an answer. */
export type ArticleFilter = (docid: number) => boolean;

/** Findable articles that pass the filters: within a field any of the values, over the fields all of them. */
export function filterOf(filters: SearchFilters, columns: ArticleColumns, values: FacetValues): ArticleFilter {
  const wanted = wantedValues(filters, values);
  const from = filters.from === undefined ? -Infinity : Date.parse(filters.from);
  const to = filters.to === undefined ? Infinity : Date.parse(filters.to);
  const dated = from > -Infinity || to < Infinity;
  return (docid) => {
    if (!columns.has(docid)) return false;
    if (dated && !(columns.published(docid) >= from && columns.published(docid) <= to)) return false;
    return wanted === undefined || wanted.all === columns.bitsOf(docid, wanted.fields);
  };
}

interface Wanted {
  /** By value, the bit of the field that it is wanted for. */
  readonly fields: Uint16Array;
  readonly all: number;
}

function wantedValues(filters: SearchFilters, values: FacetValues): Wanted | undefined {
  const fields = new Uint16Array(values.size);
  let all = 0;
  for (const [index, facet] of FACETS.entries()) {
    const wanted = filters[facet];
    if (wanted === undefined || wanted.length === 0) continue;
    all |= 1 << index;
    for (const value of wanted) {
      const id = values.find(facet, facet === 'lang' ? primaryLanguage(value) : value);
      if (id !== undefined) fields[id] = 1 << index;
    }
  }
  return all === 0 ? undefined : { fields, all };
}
