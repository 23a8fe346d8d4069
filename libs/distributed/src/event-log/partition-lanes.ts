import type { TopicName } from '#contracts/topics.js';
import type { LogSubscription } from '#ports/event-log.port.js';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { setTimeout as wait } from 'node:timers/promises';
import { noteText } from './commit-note.js';
import { CommitQueue } from './commit-queue.js';
import { FetchPlaces } from './fetch-places.js';
import type { KafkaTiming } from './kafka-event-log-options.js';
import type { KafkaNames } from './kafka-names.js';
import { PartitionLane } from './partition-lane.js';

/** How long a fetch waits for a lane before that partition is left out of the next ones, so that others go on. */
const PATIENCE_MS = 250;
const BEAT_MS = 1_000;

/** The partitions that a member of a group has now, each with its lane. */
export class PartitionLanes {
  private readonly lanes = new Map<string, PartitionLane>();
  /** How the partitions that are left out of fetches are taken in again. */
  private readonly resumes = new Map<string, () => void>();
  private readonly commits: CommitQueue;
  private readonly places = new FetchPlaces();
  private assigned = new Set<string>();
  private ended = false;
  private beat: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly subscription: LogSubscription,
    private readonly consumer: () => Pick<Consumer, 'commitOffsets' | 'seek'>,
    private readonly names: KafkaNames,
    private readonly timing: KafkaTiming,
    private readonly now: () => Date,
  ) {
    this.commits = new CommitQueue((positions) => consumer().commitOffsets(positions));
  }

  list(): PartitionLane[] {
    return [...this.lanes.values()];
  }

  /** The group gave the member these partitions. */
  assign(partitions: Readonly<Record<string, readonly number[]>>): void {
    for (const key of this.resumes.keys()) this.resume(key);
    if (this.ended) return;
    this.assigned = new Set(
      Object.entries(partitions).flatMap(([topic, numbers]) => numbers.map((number) => keyOf(topic, number))),
    );
    this.places.keep(this.assigned);
  }

  /** Takes what was fetched of one partition; resolves when there is room for more or the partition was left out. */
  async take({ batch, heartbeat, resolveOffset, pause, isStale }: EachBatchPayload): Promise<void> {
    const topic = this.names.topicOf(batch.topic);
    const key = keyOf(batch.topic, batch.partition);
    this.beat = heartbeat;
    if (topic === undefined || !this.assigned.has(key)) {
      this.resumes.set(key, pause());
      return;
    }
    if (isStale() || this.readAgain(key, batch)) return;
    const lane = this.lanes.get(key) ?? this.open(key, topic, batch.partition);
    lane.add(batch.messages);
    resolveOffset(batch.lastOffset());
    this.places.set(key, Number(batch.lastOffset()) + 1);
    const room = lane.untilHalf();
    if (await inTime(room, lane.pausedBecause === undefined ? PATIENCE_MS : 0)) return;
    this.resumes.set(key, pause());
    void room.then(() => this.assigned.has(key) && this.resume(key));
  }

  /** Takes nothing more, waits for the batches in hand and commits; batches that do not end in time are lost. */
  async handBack(reason: string, withinMs: number): Promise<void> {
    this.assigned.clear();
    const lanes = this.list();
    const ended = Promise.all(lanes.map((lane) => lane.close(reason)));
    const beating = setInterval(() => void this.beat().catch(() => undefined), BEAT_MS);
    if (!(await inTime(ended, withinMs))) for (const lane of lanes) lane.lose();
    clearInterval(beating);
    for (const lane of lanes) this.places.set(keyOf(this.names.topic(lane.topic), lane.partition), lane.undone);
    await this.commits.settle();
    this.lanes.clear();
  }

  /** Takes nothing more for ever. */
  async end(reason: string, withinMs: number): Promise<void> {
    this.ended = true;
    await this.handBack(reason, withinMs);
  }

  /** True for a batch that was passed over, since what lies before it is not taken yet. */
  private readAgain(key: string, batch: EachBatchPayload['batch']): boolean {
    const offset = this.places.before(key, batch);
    if (offset === undefined) return false;
    this.consumer().seek({ topic: batch.topic, partition: batch.partition, offset: String(offset) });
    return true;
  }

  private open(key: string, topic: TopicName, partition: number): PartitionLane {
    const events = {
      moved: (lane: PartitionLane, nextOffset: number) => this.moved(lane, nextOffset),
      waits: (lane: PartitionLane, atOffset: number) => this.commit(lane, atOffset),
    };
    const lane = new PartitionLane(topic, partition, this.subscription, events, this.timing.redeliverAfterMs);
    this.lanes.set(key, lane);
    return lane;
  }

  private moved(lane: PartitionLane, nextOffset: number): void {
    lane.lastCommitAt = this.now();
    this.commit(lane, nextOffset);
  }

  private commit(lane: PartitionLane, offset: number): void {
    if (lane.isLost) return;
    const { topic, partition, pausedBecause, lastCommitAt } = lane;
    const metadata = noteText({
      ...(lastCommitAt === undefined ? {} : { committedAt: lastCommitAt.toISOString() }),
      ...(pausedBecause === undefined ? {} : { paused: pausedBecause }),
    });
    this.commits.put({ topic: this.names.topic(topic), partition, offset: String(offset), metadata });
  }

  private resume(key: string): void {
    this.resumes.get(key)?.();
    this.resumes.delete(key);
  }
}

const keyOf = (topicOnBroker: string, partition: number): string => `${topicOnBroker} ${partition}`;

async function inTime(done: Promise<unknown>, withinMs: number): Promise<boolean> {
  const enough = new AbortController();
  const tooLate = wait(withinMs, false, { signal: enough.signal }).catch(() => false);
  const result = await Promise.race([done.then(() => true), tooLate]);
  enough.abort();
  return result;
}
