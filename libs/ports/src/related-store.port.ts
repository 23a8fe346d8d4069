import type { RelatedItem } from '#contracts/related.js';

/** The related list of one article as it is served. */
export interface RelatedList {
  readonly articleId: string;
  readonly items: readonly RelatedItem[];
  readonly story?: { readonly id: string; readonly size: number };
}

/**
 * Finished related lists, read by pages and mails.
 *
 * - A list is replaced whole and is readable when `put` resolves.
 * - A removed article is in no list from then on.
 */
export abstract class RelatedStore {
  abstract list(articleId: string): Promise<RelatedList | undefined>;
  abstract lists(articleIds: readonly string[]): Promise<RelatedList[]>;
  abstract put(lists: readonly RelatedList[]): Promise<void>;
  abstract remove(articleIds: readonly string[]): Promise<void>;
}
