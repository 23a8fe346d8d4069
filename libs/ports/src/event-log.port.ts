import type { CloudEvent } from '#contracts/cloud-event.js';
import type { TopicName } from '#contracts/topics.js';

/** One stored event, not yet decoded: a reader must be able to keep whole what it cannot understand. */
export interface LogRecord {
  readonly topic: TopicName;
  readonly partition: number;
  /** Grows within a partition; nothing else may be concluded from it. */
  readonly offset: number;
  readonly key: string;
  /** CloudEvents attributes except data. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The data as UTF-8 JSON text, as it was written. */
  readonly value: string;
  readonly appendedAt: Date;
}

/** What a consumer gets at once: records of one partition in order. */
export interface LogBatch {
  readonly group: string;
  readonly topic: TopicName;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** Aborted when the consumer must stop; the batch may then be left unfinished by rejecting. */
  readonly signal: AbortSignal;
  /** To be called at least every few seconds while a batch takes long, so that the group keeps the partition. */
  heartbeat(): Promise<void>;
  /** Tells operations that the partition waits for something that is away; undefined when it goes on. */
  reportPaused(reason: string | undefined): void;
}

export interface LogSubscription {
  readonly group: string;
  readonly topics: readonly TopicName[];
  /** At most this many records per batch. */
  readonly maxBatch: number;
  /** Resolves when the effect of the whole batch is done; only then is the batch committed. */
  deliver(batch: LogBatch): Promise<void>;
}

export interface ConsumerLag {
  readonly group: string;
  readonly topic: TopicName;
  /** Records not yet committed by the group. */
  readonly lag: number;
  /** Age of the oldest of them; 0 when there is none. */
  readonly oldestAgeSeconds: number;
  readonly paused: boolean;
  /** Why it is paused. */
  readonly reason?: string;
  /** When the group last committed, if it has since this process started. */
  readonly lastCommitAt?: Date;
}

export interface LogRange {
  readonly topic: TopicName;
  readonly key?: string;
  /** Appended at or after. */
  readonly from?: Date;
  /** Appended before. */
  readonly to?: Date;
  /** Continue after this position of an earlier read. */
  readonly after?: { readonly partition: number; readonly offset: number };
  readonly limit: number;
}

/**
 * The append-only record of facts between the services.
 *
 * - `append` is durable when it resolves, and all of it is there or it rejects; events of one key keep their order.
 * - Every group gets every event of its topics at least once, beginning with the first one ever kept, and goes on after a
 *   restart where it last committed. A batch holds records of one partition, in order.
 * - When `deliver` rejects, the same records come again after a short pause, before any later record of that partition.
 * - Several members of one group share the partitions; each partition is with one member at a time.
 * - No filtering, no transformation: bytes in, bytes out.
 *
 * Errors: TransientError when the engine is away.
 */
export abstract class EventLog {
  abstract append(events: readonly CloudEvent[]): Promise<void>;
  /** Begins delivery; the returned function ends it, waiting for the batch in hand. */
  abstract subscribe(subscription: LogSubscription): Promise<() => Promise<void>>;
  /** Records in order per key, oldest first. */
  abstract read(range: LogRange): Promise<LogRecord[]>;
  /** Lag of every group that has subscribed or committed. */
  abstract lag(): Promise<ConsumerLag[]>;
  abstract close(): Promise<void>;
}
