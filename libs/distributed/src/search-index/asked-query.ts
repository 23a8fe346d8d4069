import type { SearchRequest } from '#ports/search-index.port.js';
import { primaryLanguage } from '#text/languages.js';
import { readQuery, type ReadQuery } from '#text/read-query.js';
import type { ArchiveFacts } from './archive-facts.js';
import { filterParts, findable, type FilterParts } from './search-filter.js';

/** A request as the index is asked it. */
export interface AskedQuery {
  readonly request: SearchRequest;
  readonly query: ReadQuery;
  /** Of the texts that may be found, the reader's first. */
  readonly languages: readonly string[];
  readonly readers: string | undefined;
  readonly filter: FilterParts;
  /** Translations may have to be shown as one. */
  readonly collapsed: boolean;
  /** Articles are looked for by words, and not only listed. */
  readonly byWords: boolean;
}

/** Reads a request; nothing when it holds characters but no word, which finds nothing. */
export async function askedQuery(
  request: SearchRequest,
  facts: ArchiveFacts,
  now: number,
): Promise<AskedQuery | undefined> {
  const readers = request.language === undefined ? undefined : primaryLanguage(request.language);
  const known = await facts.languagesFor((request.filters.lang ?? []).map(primaryLanguage));
  const languages = [...known].sort((left, right) => Number(right === readers) - Number(left === readers));
  const query = readQuery(request.q, languages, request.stopWords);
  const byWords = query.words.length > 0 || query.phrases.length > 0;
  if (!query.blank && !byWords && query.exclusions.length === 0) return undefined;
  return {
    ...{ request, query, languages, readers, byWords },
    filter: [...findable(now), ...filterParts(request.filters)],
    collapsed: request.collapse === 'translation' && (await facts.hasGroups()),
  };
}
