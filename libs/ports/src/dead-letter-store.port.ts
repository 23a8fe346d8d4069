import { createHash } from 'node:crypto';

/** An event or job that could not be handled, kept whole with its reason. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: 'event' | 'job';
  /** Consumer group, or queue. */
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The original data, byte for byte. */
  readonly value: string;
  readonly error: string;
  readonly attempts: number;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
  readonly state: 'open' | 'redriven' | 'discarded';
  /** Reason given when it was discarded. */
  readonly note?: string;
}

/** What names a dead letter: the place of the event in the log, or queue (as group and topic) and id (as key) of the job. */
export type DeadLetterPlace = Pick<DeadLetter, 'kind' | 'group' | 'topic' | 'partition' | 'offset' | 'key'>;

/** The id of a dead letter follows from its place, so that the same failure met again is the same letter. */
export function deadLetterIdOf({ kind, group, topic, partition, offset, key }: DeadLetterPlace): string {
  const place = JSON.stringify([kind, group, topic, partition, offset, key]);
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}

/**
 * Where poison waits for a person.
 *
 * - `put` is durable when it resolves and answers deadLetterIdOf the letter; the same place again updates the error, counts
 *   the attempts up, keeps the time of the first failure and opens the letter again.
 * - `settle` moves an open letter to its end exactly once: of two callers one gets true.
 */
export abstract class DeadLetterStore {
  abstract put(letter: Omit<DeadLetter, 'id' | 'state' | 'note'>): Promise<string>;
  abstract find(id: string): Promise<DeadLetter | undefined>;
  /** Newest first; `before` is the id that ended the previous page. */
  abstract list(query: {
    group?: string | undefined;
    state?: DeadLetter['state'] | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<DeadLetter[]>;
  abstract settle(id: string, state: 'redriven' | 'discarded', note?: string): Promise<boolean>;
  abstract countOpen(): Promise<number>;
}
