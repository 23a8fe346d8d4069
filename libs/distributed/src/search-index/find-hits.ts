import type { Hit } from 'meilisearch';
import type { ArticleDocument } from './article-document.js';
import type { AskedQuery } from './asked-query.js';
import { MARK_END, MARK_START } from './markers.js';
import type { Found, IndexQuery, MeilisearchLink } from './meilisearch-link.js';
import { attemptsOf, type Attempt } from './search-attempts.js';

/** What is read of a found article. */
export type FoundArticle = Hit<Pick<ArticleDocument, 'id' | 'card' | 'lang' | 'group'> & Partial<MarkedTexts>>;

/** The texts in which the server marks what it found. */
export type MarkedTexts = Pick<ArticleDocument, 'title' | 'summary' | 'text'>;

export interface FoundArticles extends Found<FoundArticle> {
  /** The attempt that found them, for whoever asks more of the same. */
  readonly attempt: Attempt;
}

const READ = ['id', 'card', 'lang', 'group'];
export const MARKED = {
  attributesToHighlight: ['title', 'summary', 'text'],
  highlightPreTag: MARK_START,
  highlightPostTag: MARK_END,
};

/** One page of the first attempt that finds anything. */
export async function findHits(asked: AskedQuery, link: MeilisearchLink): Promise<FoundArticles | undefined> {
  const { request, collapsed } = asked;
  const page = {
    ...{ page: request.page, hitsPerPage: request.limit },
    ...(collapsed ? { distinct: 'group' } : {}),
    ...(request.facets.length > 0 && !collapsed ? { facets: [...request.facets] } : {}),
  };
  const shown = shownOf(asked);
  let last: FoundArticles | undefined;
  const count = async (attempt: Attempt): Promise<number> =>
    (await ask(attempt, { attributesToRetrieve: ['id'] }, { page: 1, hitsPerPage: 1 }, link)).total;
  for await (const attempt of attemptsOf(asked, count)) {
    const found = await ask(attempt, shown, page, link);
    last = { ...found, attempt };
    if (found.total > 0) break;
  }
  return last;
}

/** What of each hit is read for the answer. */
export function shownOf({ request, byWords }: AskedQuery): IndexQuery {
  return {
    attributesToRetrieve: READ,
    ...(request.highlight || request.explain ? MARKED : {}),
    ...(byWords ? { showRankingScore: request.explain, showRankingScoreDetails: true } : {}),
  };
}

/** Asks the queries of an attempt as one. */
export function ask(
  { queries }: Attempt,
  shown: IndexQuery,
  page: Pick<IndexQuery, 'page' | 'hitsPerPage' | 'distinct' | 'facets'>,
  link: MeilisearchLink,
): Promise<Found<FoundArticle>> {
  const [first, ...others] = queries.map((query) => ({ ...query, ...shown }));
  if (first === undefined || others.length === 0) return link.search<FoundArticle>({ ...first, ...page });
  return link.searchTogether<FoundArticle>([first, ...others], page);
}

/** The same attempt over fewer articles. */
export function within({ step, queries }: Attempt, filter: string): Attempt {
  return { step, queries: queries.map((query) => ({ ...query, filter: `${String(query.filter)} AND ${filter}` })) };
}
