import type { ArticleId } from '#contracts/ids.js';
import type { RelatedItem, RelatedReason } from '#contracts/related.js';

/** The related list of one article as it is served. */
export interface RelatedList {
  readonly articleId: string;
  /** When the article itself was published. */
  readonly publishedAt: string;
  readonly items: readonly RelatedItem[];
  /** Once articles are grouped into stories. */
  readonly story?: { readonly id: string; readonly size: number };
}

/** A neighbour's place in a list. */
export interface RelatedPlace {
  readonly id: ArticleId;
  readonly score: number;
  readonly reasons: readonly RelatedReason[];
}

/** A list to be kept. */
export interface ListToPut {
  readonly articleId: ArticleId;
  readonly places: readonly RelatedPlace[];
  /** The revision that the list had before its places were looked for; 0 when there was none. */
  readonly revision: number;
}

/** How a list stands: what a neighbour must reach to get on it. */
export interface ListStanding {
  readonly revision: number;
  /** The lowest score of the best LIST_LENGTH; 0 while there is room. */
  readonly floor: number;
}

/** So many neighbours of an article are kept; some are spare, for the copies and translations that are not shown. */
export const LIST_LENGTH = 24;

/**
 * Finished related lists, read by pages and mails. Places are kept by id; titles and dates are those of the neighbour's
 * present profile.
 *
 * - A list is served without articles that were removed or have expired, without copies of its article, and with one of those
 *   that are copies or translations of each other; an article that was removed or has expired has no list.
 * - Neighbours come by score, equal ones by id. The best LIST_LENGTH are looked at; a store may keep a few more.
 * - `put` and `add` are durable when they resolve. A list of another revision than the one given is left as it is.
 */
export abstract class RelatedStore {
  /** Of translations the one in `language` is shown where there is one, else the one in the article's own language. */
  abstract list(articleId: string, language?: string): Promise<RelatedList | undefined>;
  /** Those that exist, in the order asked for. */
  abstract lists(articleIds: readonly string[], language?: string): Promise<RelatedList[]>;
  /** Articles without a list are left out. */
  abstract standings(articleIds: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ListStanding>>;
  /** Replaces lists whole; answers the ids of those that were written. */
  abstract put(lists: readonly ListToPut[]): Promise<ArticleId[]>;
  /** Puts a neighbour into lists, in place of what it had there; articles without a list get none. */
  abstract add(places: ReadonlyArray<{ articleId: ArticleId; place: RelatedPlace }>): Promise<void>;
  /** Articles in whose lists any of these has a place. */
  abstract listsWith(ids: readonly ArticleId[]): Promise<ArticleId[]>;
  /** Takes the articles' own lists away, and the articles out of all others. */
  abstract remove(articleIds: readonly ArticleId[]): Promise<void>;
}
