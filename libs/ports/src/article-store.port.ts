import type { Article } from '#contracts/article.js';
import type { CloudEvent } from '#contracts/cloud-event.js';
import type { ArticleId, SourceId } from '#contracts/ids.js';
import type { NativeArticle } from '#contracts/native-article.js';

/**
 * Where an article stands between webhook and log: `accepted` waits to be prepared, `scheduled` for the end of its embargo,
 * `held` could not be prepared and waits as a job.
 */
export type ArticleState = 'accepted' | 'scheduled' | 'held' | 'published' | 'withdrawn';

/** The newest state of an article, enough to decide what an arriving version means. */
export interface ArticleHead {
  readonly id: ArticleId;
  readonly source: SourceId;
  readonly externalId: string;
  /** Courant's own counter; the order of truth. */
  readonly version: number;
  readonly state: ArticleState;
  /** Grows by one with every write; what an optimistic write is compared with. */
  readonly revision: number;
  /** SHA-256 over the normalised input; equal means unchanged. */
  readonly inputHash: string;
  /** The sender's order mark of the newest version. */
  readonly order: { readonly version?: number; readonly modifiedAt?: string };
  readonly publishedVersion?: number;
  /** End of the embargo while scheduled. */
  readonly releaseAt?: string;
}

/** One version as it was received. */
export interface ArticleVersion {
  readonly version: number;
  readonly receivedAt: string;
  readonly input: NativeArticle;
  /** Trace of the request that brought it. */
  readonly traceparent?: string;
}

/** An article that waits with its newest version, which is absent when what is kept of it cannot be read: `versions` says why. */
export interface WaitingArticle {
  readonly head: ArticleHead;
  readonly received?: ArticleVersion;
}

/** A write that holds only if the article still has `expectedRevision` (0: does not exist); `head.revision` is one more. */
export interface ArticleWrite {
  readonly expectedRevision: number;
  readonly head: ArticleHead;
  /** A new version as received; absent when only the state changes. */
  readonly received?: ArticleVersion;
  /** The public form; absent leaves it, null takes it away. */
  readonly published?: Article | null;
  /** Facts that become visible to the relay together with the write. */
  readonly outbox: readonly CloudEvent[];
}

/** The answer given to one webhook delivery, kept so that the same id gets the same answer. */
export interface WebhookDelivery {
  readonly source: SourceId;
  readonly webhookId: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly answer: string;
  readonly at: string;
}

/** A delivery to be kept together with the writes that its answer tells of. */
export interface AnsweredDelivery extends WebhookDelivery {
  readonly answersFor: readonly ArticleId[];
}

/** An event waiting for the relay, with the handle that settles it. */
export interface OutboxEntry {
  readonly position: string;
  readonly event: CloudEvent;
}

/**
 * Articles with all their versions, and their facts on the way to the log.
 *
 * - `commit` is durable when it resolves; each write, with its outbox, happens wholly or not at all. A write whose
 *   expectedRevision no longer holds answers 'conflict' and changes nothing; the others still happen.
 * - Deliveries given to `commit` are durable at the latest when it resolves, never before the writes they answer for; a
 *   delivery that answers for an article whose write met a conflict is not kept.
 * - `outbox` returns entries oldest first, in order per article; an entry comes again until it is settled.
 * - Several processes on one store share what waits: an accepted article is given by `pending` to the one that accepted it, the
 *   entries of an article by `outbox` to the one that wrote the first of those waiting. A process takes part from the first
 *   time it asks. What was written by one that closed, died or has not asked for minutes is given to one of the others: at once
 *   when it closed, else within seconds of being missed. While all live, nothing is given to two of them; one that seemed dead
 *   and is not may do again what another does. `waiting` counts everything, and ends of embargoes are given to all.
 */
export abstract class ArticleStore {
  abstract heads(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleHead>>;
  abstract deliveries(keys: ReadonlyArray<Pick<WebhookDelivery, 'source' | 'webhookId'>>): Promise<WebhookDelivery[]>;
  abstract commit(
    writes: readonly ArticleWrite[],
    deliveries: readonly AnsweredDelivery[],
  ): Promise<ReadonlyArray<'written' | 'conflict'>>;
  /**
   * Articles in a state, oldest first: of `accepted` this process's share, of `scheduled` all that are due by `dueBy`. One that
   * cannot be read keeps back no other.
   */
  abstract pending(query: {
    state: 'accepted' | 'scheduled';
    dueBy?: string;
    limit: number;
  }): Promise<WaitingArticle[]>;
  /** The public form, or undefined when there is none (unknown, embargoed, withdrawn). */
  abstract published(id: ArticleId): Promise<Article | undefined>;
  abstract versions(id: ArticleId): Promise<ArticleVersion[]>;
  /** This process's share. */
  abstract outbox(limit: number): Promise<OutboxEntry[]>;
  abstract settle(positions: readonly string[]): Promise<void>;
  /** How many articles wait to be prepared and how many facts for the relay, of all processes. */
  abstract waiting(): Promise<{ readonly accepted: number; readonly outbox: number }>;
  /** Drops deliveries older than the given time; returns how many. */
  abstract forgetDeliveries(before: string): Promise<number>;
}
