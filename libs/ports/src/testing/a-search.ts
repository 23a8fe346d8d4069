import type { SearchAnswer } from '#contracts/search.js';
import type { Article } from '#contracts/article.js';
import type { IndexChange, SearchRequest } from '../search-index.port.js';

/** A search for words with nothing else asked for. */
export function aSearch(q: string, change: Partial<SearchRequest> = {}): SearchRequest {
  return {
    q,
    filters: {},
    sort: q === '' ? 'newest' : 'relevance',
    page: 1,
    limit: 20,
    facets: [],
    collapse: 'translation',
    highlight: false,
    explain: false,
    ...change,
  };
}

export function put(article: Article): IndexChange {
  return { kind: 'put', article };
}

export function titlesOf({ hits }: SearchAnswer): string[] {
  return hits.map(({ title }) => title);
}
