import type { ArticleId, SourceId } from '#contracts/ids.js';

/** What an edition needs of a published article; the newest version. */
export interface CollectedArticle {
  readonly id: ArticleId;
  readonly version: number;
  readonly title: string;
  readonly summary?: string;
  readonly url?: string;
  /** Primary language subtag. */
  readonly language: string;
  readonly type: string;
  readonly source: SourceId;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly people: readonly string[];
  readonly organisations: readonly string[];
  readonly places: readonly string[];
  readonly publishedAt: string;
  readonly modifiedAt?: string;
  readonly expiresAt?: string;
  readonly translationGroup?: string;
  readonly image?: { readonly url: string; readonly alt?: string; readonly credit?: string };
  /** Who paid, for type `sponsored`. */
  readonly sponsor?: string;
  readonly disclaimer?: string;
  readonly aiUse?: 'none' | 'assisted' | 'generated';
  /** Newest correction, to be shown. */
  readonly correction?: { readonly at: string; readonly text: string };
  readonly readingMinutes: number;
  /** When its first version was collected. */
  readonly collectedAt: string;
  /** Place in the order of first collection; never changes, grows from article to article. */
  readonly position: number;
}

/** An article as it arrives; title, summary and body as plain text for queries in `text`. */
export interface ArticleToCollect {
  readonly card: Omit<CollectedArticle, 'position' | 'collectedAt'>;
  readonly text: string;
}

/**
 * Published articles waiting for editions.
 *
 * - Each article keeps the last version applied; older ones change nothing. A withdrawal is remembered with its version,
 *   so that a late older version does not come back; a later published version does.
 * - Withdrawn articles are in no answer.
 * - Positions grow in the order of first collection and are never given twice.
 */
export abstract class CollectedArticleStore {
  /** Returns the ids whose stored state changed. */
  abstract put(articles: readonly ArticleToCollect[], at: Date): Promise<ArticleId[]>;
  /** Returns the ids whose stored state changed. */
  abstract withdraw(articles: ReadonlyArray<{ id: ArticleId; version: number }>, at: Date): Promise<ArticleId[]>;
  /** Those asked for that may be shown, in the order asked for. */
  abstract find(ids: readonly ArticleId[]): Promise<CollectedArticle[]>;
  /** In order of position. */
  abstract range(window: {
    after: number;
    upTo: number;
    languages: readonly string[];
    limit: number;
  }): Promise<CollectedArticle[]>;
  abstract inGroups(translationGroups: readonly string[]): Promise<CollectedArticle[]>;
  abstract texts(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, string>>;
  /** Position of the newest article collected at or before `at` (of all when absent); 0 when there is none. */
  abstract position(at?: Date): Promise<number>;
  /** Drops the texts of articles collected before; their cards stay. Returns how many. */
  abstract forgetTexts(before: Date): Promise<number>;
}
