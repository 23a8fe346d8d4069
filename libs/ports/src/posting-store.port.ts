import type { ArticleId } from '#contracts/ids.js';

/** An article as its neighbours are found and scored: its terms as sorted 32-bit marks with their weights. */
export interface ArticleProfile {
  readonly id: ArticleId;
  readonly version: number;
  /** Primary language subtag. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly expiresAt?: number;
  readonly title: string;
  readonly url?: string;
  readonly translationGroup?: string;
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  /** People, organisations and places. */
  readonly names: readonly string[];
  /** MinHash signature, base64. */
  readonly signature: string;
  /** Ascending, no mark twice. */
  readonly terms: Uint32Array;
  /** One for each term, without the part that depends on how frequent the term is in the archive. */
  readonly weights: Float32Array;
  /** Marks under which the article is found as a candidate. */
  readonly keys: readonly number[];
}

/** In how many profiles of a language each term stands. */
export interface TermFrequencies {
  readonly profiles: number;
  readonly byTerm: ReadonlyMap<number, number>;
}

/**
 * Profiles of published articles and, by term, the newest articles that are about it.
 *
 * - Each article keeps the last version applied: older ones change nothing. A removal is remembered with its version.
 * - What `put` and `remove` wrote is seen by the next read, and durable when they resolve.
 * - `candidates` names, per key, at most `limit` articles, newest first.
 */
export abstract class PostingStore {
  /** Returns the ids whose stored state changed. */
  abstract put(profiles: readonly ArticleProfile[]): Promise<ArticleId[]>;
  /** Returns the ids whose stored state changed. */
  abstract remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]>;
  abstract profiles(ids: readonly ArticleId[]): Promise<ArticleProfile[]>;
  abstract candidates(keys: readonly number[], limit: number): Promise<ReadonlyMap<number, readonly ArticleId[]>>;
  /** Counted over at most `limit` of the newest profiles of a language. */
  abstract frequencies(language: string, limit: number): Promise<TermFrequencies>;
}
