import { SearchParameters, type Facet } from '#contracts/search.js';
import { z } from 'zod';

/** The facets that the page offers, in the order it shows them. */
export const SHOWN_FACETS = ['lang', 'section', 'type', 'source', 'tag', 'person', 'place'] as const satisfies Facet[];
/** Those that can be in its address. */
export const FILTERS = [...SHOWN_FACETS, 'author', 'organisation'] as const satisfies Facet[];
export type FilterName = (typeof FILTERS)[number];

const { q, sort, page, from, to, ...others } = SearchParameters.shape;
const { lang, section, type, source, tag, person, place, author, organisation } = others;

/** What the address of the search page says; whatever else is in it (campaign marks and the like) is not looked at. */
const SearchQuery = z.object({
  ...{ q, sort, page, from, to },
  ...{ lang, section, type, source, tag, person, place, author, organisation },
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** Reads an address; parts that cannot be understood are left out, and `understood` is false. */
export function readSearchQuery(raw: Readonly<Record<string, unknown>>): { query: SearchQuery; understood: boolean } {
  const given = Object.entries(raw).filter(([, value]) => value !== '');
  const parsed = SearchQuery.safeParse(Object.fromEntries(given));
  if (parsed.success) return { query: parsed.data, understood: true };
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  const rest = given.filter(([name]) => !wrong.has(name));
  return { query: SearchQuery.parse(Object.fromEntries(rest)), understood: false };
}

/** The values of a filter that are chosen. */
export function chosenValues(query: SearchQuery, filter: FilterName): readonly string[] {
  return query[filter] ?? [];
}

/** Whether anything but words chooses the articles. */
export function isFiltered(query: SearchQuery): boolean {
  return query.from !== undefined || query.to !== undefined || FILTERS.some((name) => query[name] !== undefined);
}
