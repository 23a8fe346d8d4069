import type { ArticleId, EditionId, NewsletterId } from '#contracts/ids.js';
import type { CollectedArticle } from './collected-article-store.port.js';

/** `planned` until the first message is claimed; `paused` keeps what is not sent; the last two are ends. */
export type EditionState = 'planned' | 'sending' | 'paused' | 'finished' | 'canceled';

/** Subscribers of one language, time zone and hour: they get the same edition at the same moment. */
export interface Cohort {
  readonly language: string;
  readonly timeZone: string;
  /** Absent: the newsletter's own hour. */
  readonly hour?: number;
}

/** Who an edition goes to: the cohorts that shared its slot, or every confirmed subscriber of its language. */
export type Audience =
  | { readonly kind: 'everyone' }
  | {
      readonly kind: 'cohorts';
      /** Each with its own local name of the slot (`2026-11-02`, `2026-W45`...). */
      readonly cohorts: ReadonlyArray<Cohort & { readonly slotName: string }>;
    };

/** An edition as stored: the frozen list by article id. */
export interface EditionRecord {
  readonly id: EditionId;
  readonly newsletter: NewsletterId;
  readonly language: string;
  /** The moment it was due, RFC 3339 in UTC. */
  readonly slot: string;
  readonly state: EditionState;
  readonly articleIds: readonly ArticleId[];
  /** Positions of collected articles it chose from: after `since`, up to and with `upTo`. */
  readonly since: number;
  readonly upTo: number;
  readonly to: Audience;
  /** Ledger rows written so far; final when `audienceComplete`. */
  readonly audience: number;
  readonly audienceComplete: boolean;
  /** Where writing the audience goes on after a restart. */
  readonly cursor: string;
  /** Grows whenever what a mail of it shows has changed. */
  readonly revision: number;
  readonly createdAt: string;
  readonly endedAt?: string;
}

/** An edition with the articles that may still be shown, in its order: what mail, page and feed are made of. */
export interface Edition extends EditionRecord {
  readonly articles: readonly CollectedArticle[];
}

/** What a cohort last got. */
export interface CohortMark extends Cohort {
  /** Moment of its last slot, planned or skipped. */
  readonly slot: string;
  /** Last position its editions chose from. */
  readonly upTo: number;
}

/** How far a newsletter has come. */
export interface Served {
  /** How many editions took their turn so far. */
  readonly turn: number;
  /** At least as new as the turn. */
  readonly marks: readonly CohortMark[];
}

export interface EditionPage {
  readonly newsletter?: NewsletterId;
  readonly language?: string;
  readonly states?: readonly EditionState[];
  /** The id that ended the previous page. */
  readonly before?: EditionId;
  readonly limit: number;
}

/**
 * Editions and how far each cohort has been served.
 *
 * - `create` writes the edition and the marks of its cohorts in one durable step; an id that exists is left as it is.
 * - The editions of a newsletter take turns: of those created after the same turn one gets true, whichever process asks. So
 *   an edition is decided on all that were created before it, or not at all.
 * - A mark never goes back, neither its slot nor its position.
 * - `move` changes the state only from one of the states named: of two callers one gets true.
 * - `touch` raises the revision of every edition that holds one of the articles, ended or not.
 */
export abstract class EditionStore {
  /** `after` is the turn on which it was decided. False when the id exists already or another edition came after that turn. */
  abstract create(edition: EditionRecord, after: number): Promise<boolean>;
  abstract find(id: EditionId): Promise<EditionRecord | undefined>;
  /** Newest slot first. */
  abstract list(page: EditionPage): Promise<EditionRecord[]>;
  abstract move(id: EditionId, from: readonly EditionState[], to: EditionState, at: Date): Promise<boolean>;
  abstract advance(id: EditionId, progress: { cursor: string; audience: number; complete: boolean }): Promise<void>;
  /** Returns the ids of the touched editions that have not ended. */
  abstract touch(articles: readonly ArticleId[]): Promise<EditionId[]>;
  abstract served(newsletter: NewsletterId): Promise<Served>;
  /** The cohorts had this slot, without an edition: their next one still chooses from `upTo`. */
  abstract skip(newsletter: NewsletterId, marks: readonly CohortMark[]): Promise<void>;
  /** Ids of articles in editions of a newsletter and language that chose beyond a position. */
  abstract articlesUsed(query: {
    newsletter: NewsletterId;
    language: string;
    beyond: number;
    to: 'everyone' | 'anyone';
  }): Promise<ReadonlySet<ArticleId>>;
  /** Highest position an edition of the newsletter and language chose from; undefined when there is none. */
  abstract lastPosition(newsletter: NewsletterId, language: string): Promise<number | undefined>;
}
