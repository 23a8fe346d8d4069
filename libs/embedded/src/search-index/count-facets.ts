import type { Facet, SearchAnswer } from '#contracts/search.js';
import type { ArticleColumns } from './article-columns.js';
import type { FacetValues } from './facet-values.js';

/** More values than this are not listed for a facet. */
const MOST_VALUES = 100;

/**
 * How many hits a filter by each value would leave. With translations collapsed, a group counts once for every value
 * that one of its found articles has.
 */
export function countFacets(
  steps: ReadonlyArray<Int32Array>,
  facets: readonly Facet[],
  { columns, values, collapsed }: { columns: ArticleColumns; values: FacetValues; collapsed: boolean },
): SearchAnswer['facets'] {
  if (facets.length === 0) return {};
  const counts = new Uint32Array(values.size);
  const groups = new Map<number, Set<number>>();
  for (const docids of steps) {
    for (const docid of docids) {
      const group = collapsed ? columns.groupOf(docid) : 0;
      if (group === 0) columns.countValues(docid, counts);
      else groups.set(group, union(groups.get(group), columns.values(docid)));
    }
  }
  for (const held of groups.values()) for (const value of held) counts[value] = (counts[value] ?? 0) + 1;
  return namedCounts(counts, facets, values);
}

function union(known: Set<number> | undefined, more: Uint32Array): Set<number> {
  const all = known ?? new Set();
  for (const value of more) all.add(value);
  return all;
}

function namedCounts(counts: Uint32Array, facets: readonly Facet[], values: FacetValues): SearchAnswer['facets'] {
  const ids = new Map<Facet, number[]>(facets.map((facet) => [facet, []]));
  for (let id = 1; id < counts.length; id++) {
    const facet = counts[id] === 0 ? undefined : values.facetOf(id);
    if (facet !== undefined) ids.get(facet)?.push(id);
  }
  const named: SearchAnswer['facets'] = {};
  for (const [facet, all] of ids) {
    const top = all
      .sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right)
      .slice(0, MOST_VALUES);
    named[facet] = values
      .named(top)
      .map(({ id, value }) => ({ value, count: counts[id] ?? 0 }))
      .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
  }
  return named;
}
