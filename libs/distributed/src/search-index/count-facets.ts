import { type Facet, type SearchAnswer } from '#contracts/search.js';
import type { ArticleDocument } from './article-document.js';
import type { AskedQuery } from './asked-query.js';
import { facetValue } from './facet-value.js';
import { ask, within, type FoundArticles } from './find-hits.js';
import type { MeilisearchLink } from './meilisearch-link.js';

type Counts = Map<string, number>;

/** Of more translations than these that match, each is counted. */
const MOST_COLLAPSED = 1_000;

/**
 * Counts of what is found. The server's own counts under `distinct` depend on the page, so they are asked for without it;
 * what several members of a group have in common is then taken off again.
 */
export async function countFacets(
  found: FoundArticles,
  { request, collapsed }: AskedQuery,
  link: MeilisearchLink,
): Promise<SearchAnswer['facets']> {
  const { facets } = request;
  if (facets.length === 0) return {};
  if (!collapsed) return listed(facets, countsIn(facets, found.facets));
  const grouped = within(found.attempt, 'group EXISTS');
  const fields = [...new Set<string>(facets)];
  const [all, members] = await Promise.all([
    ask(found.attempt, { attributesToRetrieve: ['id'] }, { page: 1, hitsPerPage: 1, facets: fields }, link),
    ask(grouped, { attributesToRetrieve: ['group', ...fields] }, { page: 1, hitsPerPage: MOST_COLLAPSED }, link),
  ]);
  const counts = countsIn(facets, all.facets);
  if (members.total <= MOST_COLLAPSED) takeOffRepeats(facets, counts, members.hits);
  return listed(facets, counts);
}

function countsIn(facets: readonly Facet[], distribution: FoundArticles['facets']): Map<Facet, Counts> {
  return new Map(facets.map((facet) => [facet, new Map(Object.entries(distribution[facet] ?? {}))]));
}

function takeOffRepeats(
  facets: readonly Facet[],
  counts: ReadonlyMap<Facet, Counts>,
  members: ReadonlyArray<Pick<Partial<ArticleDocument>, Facet | 'group'>>,
): void {
  for (const facet of facets) {
    const of = counts.get(facet);
    const seen = new Set<string>();
    for (const { group, [facet]: values = [] } of members) {
      for (const value of values) {
        const key = JSON.stringify([group, value]);
        if (seen.has(key)) of?.set(value, (of.get(value) ?? 1) - 1);
        seen.add(key);
      }
    }
  }
}

function listed(facets: readonly Facet[], counts: ReadonlyMap<Facet, Counts>): SearchAnswer['facets'] {
  return Object.fromEntries(
    facets.map((facet) => {
      const values = [...(counts.get(facet) ?? [])].map(([value, count]) => ({ value: facetValue(value), count }));
      return [facet, values.sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))];
    }),
  );
}
