import { TransientError } from '#contracts/errors.js';
import type { TopicName } from '#contracts/topics.js';
import type { LogRecord, LogSubscription } from '#ports/event-log.port.js';
import { setTimeout as wait } from 'node:timers/promises';
import { recordOf, type StoredMessage } from './event-message.js';

/** What a lane tells those who keep the group's position. */
export interface LaneEvents {
  /** Everything before this offset has had its effect. */
  moved(lane: PartitionLane, nextOffset: number): void;
  /** It waits, or goes on, at this offset. */
  waits(lane: PartitionLane, atOffset: number): void;
}

/**
 * One assigned partition: delivers what was fetched, in order and in batches, beside all other partitions. A batch that
 * fails comes again after a pause until it is done or the lane is closed.
 */
export class PartitionLane {
  /** Why deliveries wait, as the consumer reported it. */
  pausedBecause: string | undefined;
  lastCommitAt: Date | undefined;
  private waiting: StoredMessage[] = [];
  private next = 0;
  private readonly closing = new AbortController();
  private running: Promise<void> | undefined;
  private lost = false;
  private drained: Array<() => void> = [];

  constructor(
    readonly topic: TopicName,
    readonly partition: number,
    private readonly subscription: LogSubscription,
    private readonly events: LaneEvents,
    private readonly redeliverAfterMs: number,
  ) {}

  /** Takes what was fetched; what it took before is passed over. */
  add(messages: readonly StoredMessage[]): void {
    for (const message of messages) {
      const offset = Number(message.offset);
      if (offset < this.next) continue;
      this.next = offset + 1;
      this.waiting.push(message);
    }
    this.running ??= this.run();
  }

  /** Resolves when at most half of what is in hand after `add` is left, or nothing more will be done. */
  untilHalf(): Promise<void> {
    const goal = this.waiting.length / 2;
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.waiting.length > goal && !this.closing.signal.aborted) this.drained.push(check);
        else resolve();
      };
      check();
    });
  }

  /** Begins no further batch and tells the one in hand; resolves when that has ended. */
  async close(reason: string): Promise<void> {
    this.closing.abort(new Error(reason));
    this.tellDrained();
    await this.running;
  }

  /** The partition is another member's: from now on this one neither commits nor keeps it. */
  lose(): void {
    this.lost = true;
  }

  /** The first offset taken that is not known to be done, or else the one after the last. */
  get undone(): number {
    const [first] = this.waiting;
    return first === undefined ? this.next : Number(first.offset);
  }

  get isLost(): boolean {
    return this.lost;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0 && !this.closing.signal.aborted) {
      const batch = this.waiting.slice(0, this.subscription.maxBatch);
      const records = batch.map((message) => recordOf(this.topic, this.partition, message));
      const last = records.at(-1);
      if (last === undefined || !(await this.deliverUntilDone(records))) break;
      this.waiting = this.waiting.slice(batch.length);
      this.pausedBecause = undefined;
      this.events.moved(this, last.offset + 1);
      this.tellDrained();
    }
    this.running = undefined;
  }

  /** False when the lane was closed and the records were handed back. */
  private async deliverUntilDone(records: readonly LogRecord[]): Promise<boolean> {
    for (;;) {
      try {
        await this.deliver(records);
        return true;
      } catch (error) {
        if (this.closing.signal.aborted) return false;
        this.pause(records, error instanceof Error ? error.message : String(error));
      }
      await wait(this.redeliverAfterMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (this.closing.signal.aborted) return false;
    }
  }

  private deliver(records: readonly LogRecord[]): Promise<void> {
    return this.subscription.deliver({
      group: this.subscription.group,
      topic: this.topic,
      partition: this.partition,
      records,
      signal: this.closing.signal,
      heartbeat: () => this.heartbeat(),
      reportPaused: (reason) => this.pause(records, reason),
    });
  }

  private pause(records: readonly LogRecord[], reason: string | undefined): void {
    if (reason === this.pausedBecause) return;
    this.pausedBecause = reason;
    const [first] = records;
    if (first !== undefined) this.events.waits(this, first.offset);
  }

  /** The member itself gives signs of life; what a batch in hand can learn is that it is too late. */
  private async heartbeat(): Promise<void> {
    if (this.lost) throw new TransientError(`${this.topic} ${this.partition} was given to another member`);
  }

  private tellDrained(): void {
    const told = this.drained;
    this.drained = [];
    for (const check of told) check();
  }
}
