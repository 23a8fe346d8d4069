import { plainCharacters } from '#text/plain-characters.js';

/** Stands for the backslash: in a quoted filter value the server has no way to say one. */
const BACKSLASH = '\ue002';

/** A value of a facet as the index holds it. */
export function storedFacetValue(value: string): string {
  return plainCharacters(value).replaceAll('\\', BACKSLASH);
}

/** The value as the article has it. */
export function facetValue(stored: string): string {
  return stored.replaceAll(BACKSLASH, '\\');
}
