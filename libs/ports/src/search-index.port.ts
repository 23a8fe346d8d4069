import type { Article } from '#contracts/article.js';
import type { Facet, SearchAnswer, SearchFilters, SearchHit } from '#contracts/search.js';

/** One change of the index; the version decides, whatever the order of arrival. */
export type IndexChange =
  | { readonly kind: 'put'; readonly article: Article }
  | { readonly kind: 'remove'; readonly id: string; readonly version: number };

/** Words of a query, and what may stand for them. */
export interface QuerySynonym {
  /** Words of the query that follow each other, as they were typed. */
  readonly of: readonly string[];
  /** Stand for all of them together, in this order. */
  readonly words: readonly string[];
  /** Primary language of the texts in which they do; absent: in all. */
  readonly language?: string;
}

export interface SearchRequest {
  readonly q: string;
  /** Absent: words stand for themselves alone. */
  readonly synonyms?: readonly QuerySynonym[];
  /** Words that are function words in a language, in place of those that the code knows; languages left out keep these. */
  readonly stopWords?: Readonly<Record<string, readonly string[]>>;
  /** Language of the reader: chooses analysis of the query and the translation shown. */
  readonly language?: string;
  readonly filters: SearchFilters;
  readonly sort: 'relevance' | 'newest' | 'oldest';
  readonly page: number;
  readonly limit: number;
  readonly facets: readonly Facet[];
  readonly collapse: 'translation' | 'none';
  readonly highlight: boolean;
  readonly explain: boolean;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'query' | 'tag' | 'person' | 'place' | 'article';
  readonly id?: string;
}

/**
 * Finds articles by words.
 *
 * - A batch is searchable when `apply` resolves. Each article keeps the last version applied: an older version changes
 *   nothing, a removal is remembered with its version (tombstone), so that a late older version does not come back.
 * - An article is not found, listed or counted once its `expiresAt` has passed.
 * - Word forms, umlauts however typed, small typos, "phrases", -exclusions and the beginning of the last word are
 *   understood. All words first: hits with fewer words, or with other ones than typed, come only where too few hold all,
 *   and after those. An empty query lists everything, newest first; one without any word finds nothing.
 * - An article that holds a synonym holds the words that it stands for: it is found with those that hold these, in the same order
 *   of relevance, and the synonym is marked. Nothing stands for a word of a phrase in quotes.
 * - Function words beside others count for the order and need not be there.
 * - Filters: several values of one field mean "or", fields mean "and"; `from` and `to` belong to the range.
 * - `collapse: 'translation'` shows one hit per translation group: of its members that match, the one in the reader's
 *   language, else the best; `translations` lists the other public members, matching or not. `total`, pages and facet
 *   counts are of what is shown; a group counts for every value that one of its matching members has.
 * - Facet counts are of the whole result, not the page; the most frequent hundred values of each facet, most frequent first.
 * - Every page of the same unchanged result continues the one before, up to the last hit.
 * - Highlights are escaped text with `<mark>`; `body` is the passage around the matches.
 * - `query.corrected` is the query as spelt in the texts, when nothing held it as typed.
 * - Hits are whole enough to be shown; nothing else is read to answer.
 * - No query is an error, and none is followed as syntax of the engine.
 * - A rebuild makes the index anew: it is begun, filled with every article and removal there is, those of one article in
 *   order, and finished. Until it is finished every search finds each article as before or as it was filled in, never none and
 *   never twice; what neither a fill nor an `apply` brought since the beginning is gone after it. A fill takes the version that
 *   is held once more, and no older one.
 * - What `apply` is given during a rebuild, in whichever process, is found in the index before and after. Only a fill may put an
 *   older version in place of one applied in another process at the same moment; so whoever fills reads on until the facts
 *   told in the meantime are filled in too.
 * - One rebuild at a time: another one that is begun takes the place of the one under way, of which nothing stays.
 *
 * Errors: TransientError when the engine is away, or when a rebuild is filled or finished that is not under way any more and has
 * to be begun again; PermanentError when another has taken its place, and naming the article when the engine refuses one.
 */
export abstract class SearchIndex {
  /** More changes than these are not worth waiting for before an `apply`. */
  abstract readonly changesAtOnce: number;
  abstract apply(changes: readonly IndexChange[]): Promise<void>;
  abstract search(request: SearchRequest): Promise<SearchAnswer>;
  abstract suggest(request: { q: string; language?: string; limit: number }): Promise<Suggestion[]>;
  /** The other findable members of an article's translation group; none for an article that cannot be found. */
  abstract translations(id: string): Promise<SearchHit['translations']>;
  /** Number of articles that can be found. */
  abstract count(): Promise<number>;
  /** True while the index answers by the rules of another release and would by those of this one after a rebuild. */
  abstract needsRebuild(): Promise<boolean>;
  /** Resolves to the name of the rebuild. */
  abstract beginRebuild(): Promise<string>;
  abstract fillRebuild(rebuild: string, changes: readonly IndexChange[]): Promise<void>;
  abstract finishRebuild(rebuild: string): Promise<void>;
}
