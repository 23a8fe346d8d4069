import type { EditionId, SubscriberId } from '#contracts/ids.js';
import type { SendCounts, SendState } from '#contracts/send-state.js';

/** One row: one edition and one subscriber. No address inside. */
export interface Send {
  readonly edition: EditionId;
  readonly subscriber: SubscriberId;
  readonly state: SendState;
  /** How often it was claimed. */
  readonly attempts: number;
  /** Not before this time, while planned. */
  readonly retryAt?: string;
  /** What the server said last, or why it was not sent. */
  readonly reply?: string;
  /** True when the server refused the address itself. */
  readonly permanent: boolean;
  readonly updatedAt: string;
  /** The recorded decision about an unknown send, or about sending a missed one again. */
  readonly decision?: { readonly as: 'sent' | 'resend'; readonly by: string; readonly at: string };
}

/** How a send went on: to an end, or back to `planned` with the time of the next try. */
export type SendOutcome =
  | {
      readonly subscriber: SubscriberId;
      readonly state: 'sent' | 'unknown' | 'suppressed' | 'canceled';
      readonly reply: string;
    }
  | {
      readonly subscriber: SubscriberId;
      readonly state: 'refused';
      readonly reply: string;
      readonly permanent: boolean;
    }
  | { readonly subscriber: SubscriberId; readonly state: 'planned'; readonly reply: string; readonly retryAt: Date };

export interface SendPage {
  readonly edition: EditionId;
  readonly state?: SendState;
  /** The subscriber that ended the previous page. */
  readonly after?: string;
  readonly limit: number;
}

/**
 * The ledger of sends: planned -> intent -> sent | refused | unknown, or back to planned; planned -> suppressed | canceled.
 *
 * - One row per (edition, subscriber), for ever: planning it again changes nothing.
 * - `claim` commits `intent` durably before it resolves; a row is won by one owner only.
 * - `settle` moves planned rows to suppressed or canceled, and rows the owner claimed to their outcome; a row in any
 *   other state, or claimed by another owner, is left alone. An outcome that arrives after the row was declared unknown still counts.
 * - `keepAlive` renews the leases of all its owners, be they ended, and only then turns the `intent` rows of others whose lease
 *   ended into `unknown`: a process that slept, or whose clock was set, does not take its own senders for dead.
 * - An `unknown` row is left only by `resolve`. No row ever goes from sent or refused to planned but by a recorded decision.
 * - Counts by state add up to the number of rows at every moment.
 */
export abstract class SendLedger {
  /** Returns how many rows were new. */
  abstract plan(edition: EditionId, subscribers: readonly SubscriberId[], at: Date): Promise<number>;
  /** Planned rows whose time has come. */
  abstract due(edition: EditionId, now: Date, limit: number): Promise<SubscriberId[]>;
  /** Returns those won. */
  abstract claim(
    edition: EditionId,
    subscribers: readonly SubscriberId[],
    owner: string,
    at: Date,
  ): Promise<SubscriberId[]>;
  /** Returns how many rows moved. */
  abstract settle(edition: EditionId, outcomes: readonly SendOutcome[], owner: string, at: Date): Promise<number>;
  /** Returns the editions whose rows became unknown. */
  abstract keepAlive(owners: readonly string[], now: Date, until: Date): Promise<EditionId[]>;
  /** Cancels up to `limit` planned rows; returns how many. */
  abstract cancel(edition: EditionId, reply: string, at: Date, limit: number): Promise<number>;
  abstract counts(edition: EditionId): Promise<SendCounts>;
  abstract list(page: SendPage): Promise<Send[]>;
  /** Decides an unknown row; false when it is not unknown. */
  abstract resolve(
    edition: EditionId,
    subscriber: SubscriberId,
    decision: { as: 'sent' | 'resend'; by: string; at: Date },
  ): Promise<boolean>;
  /** Puts rows refused for another reason than their address back to planned, by a recorded decision; returns how many. */
  abstract resendMissed(edition: EditionId, decision: { by: string; at: Date }): Promise<number>;
}
