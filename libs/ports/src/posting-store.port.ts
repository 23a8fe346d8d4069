import type { ArticleId } from '#contracts/ids.js';

/** One version of an article as its neighbours are found and scored; nothing in it depends on other articles. */
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
  /** Words of the article, those of title and summary counted more. */
  readonly length: number;
  /** Every term as a 32-bit mark; ascending, none twice. */
  readonly terms: Uint32Array;
  /** How often each term stands in the article, counted like `length`. */
  readonly counts: Uint16Array;
  /** The part of each term's mentions that begin with a capital, from 0 to 255. */
  readonly capitals: Uint8Array;
  /** Marks of the strongest terms, strongest first, and how they are shown to readers. */
  readonly strongest: Uint32Array;
  readonly words: readonly string[];
  /** MinHash signature; empty when the article has no words. */
  readonly signature: Uint32Array;
}

/** A profile with what is stored beside it. */
export interface ProfileToPut {
  readonly profile: ArticleProfile;
  /** Marks under which the article is found as a candidate. */
  readonly keys: readonly number[];
  /** Hashed word 3-grams of the text; what decides whether two articles are copies. */
  readonly shingles: Int32Array;
}

/** What to look for: keys in the order of their worth, each with what it adds to a candidate. */
export interface CandidateSearch {
  readonly keys: ReadonlyArray<{ readonly mark: number; readonly worth: number }>;
  /** Per key, this many of the articles published up to this time, newest first, and as many of the later ones. */
  readonly around: number;
  readonly perKey: number;
  /** No more keys are read once so many articles are met... */
  readonly enough: number;
  /** ...of which so many of the best are answered. */
  readonly limit: number;
}

/** Where a walk through the profiles stands. */
export interface ProfileCursor {
  readonly publishedAt: number;
  readonly id: ArticleId;
}

/**
 * Profiles of the articles that are public, and by key the articles that have it.
 *
 * - Each article keeps the last version applied; a removal is a version too and is remembered, so that a late older version
 *   does not bring an article back.
 * - What `put`, `remove` and `setCopies` wrote is durable when they resolve, and seen by the next read.
 * - Removed articles are in no answer.
 */
export abstract class PostingStore {
  /** Answers the ids whose stored state now is the given version, new or known before; others have a later one. */
  abstract put(profiles: readonly ProfileToPut[]): Promise<ArticleId[]>;
  /** Answers as `put` does. */
  abstract remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]>;
  /** In no particular order; unknown and removed articles are left out. */
  abstract profiles(ids: readonly ArticleId[]): Promise<ArticleProfile[]>;
  abstract shingles(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, Int32Array>>;
  /** Articles met under the keys, greatest sum of worths first, equal ones by id. */
  abstract candidates(search: CandidateSearch): Promise<ArticleId[]>;
  /** The next profiles after a cursor, newest first, then by id. */
  abstract newest(limit: number, after?: ProfileCursor): Promise<ArticleProfile[]>;
  /** How many articles are public. */
  abstract count(): Promise<number>;
  /** Notes of which articles one is a copy, in place of what was noted of it; it holds both ways. */
  abstract setCopies(id: ArticleId, copies: readonly ArticleId[]): Promise<void>;
}
