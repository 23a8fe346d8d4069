import { FACETS, type SearchFilters } from '#contracts/search.js';
import { primaryLanguage } from '#text/languages.js';
import { storedFacetValue } from './facet-value.js';

/** Parts of a filter expression that must all be met. */
export type FilterParts = readonly string[];

/** What can be found now: not removed, not at its end. */
export function findable(now: number): FilterParts {
  return ['removed NOT EXISTS', `(expires NOT EXISTS OR expires > ${now})`];
}

/** A filter of the port: within a field any of the values, over the fields all of them. */
export function filterParts(filters: SearchFilters): FilterParts {
  const fields = FACETS.flatMap((facet) => {
    const values = filters[facet] ?? [];
    if (values.length === 0) return [];
    return [oneOf(facet, facet === 'lang' ? values.map(primaryLanguage) : values)];
  });
  const { from, to } = filters;
  return [
    ...fields,
    ...(from === undefined ? [] : [`published >= ${Date.parse(from)}`]),
    ...(to === undefined ? [] : [`published <= ${Date.parse(to)}`]),
  ];
}

/** An attribute holds one of these values; letter case does not count. */
export function oneOf(attribute: string, values: readonly string[]): string {
  return `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

export function allOf(parts: FilterParts): string {
  return parts.join(' AND ');
}

/** A value as the server reads it back whole; without backslashes nothing but the quote itself has a meaning in quotes. */
function quoted(value: string): string {
  return `"${storedFacetValue(value).replaceAll('"', '\\"')}"`;
}
