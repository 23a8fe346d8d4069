import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';
import { setTimeout as wait } from 'node:timers/promises';

const AGAIN_MS = 250;
const LAST_TRIES = 3;

/**
 * Commits the positions of a member, newest first to count: one request is under way at a time and carries whatever came
 * meanwhile. A request that fails is tried again; what is never committed is delivered again.
 */
export class CommitQueue {
  private readonly waiting = new Map<string, TopicPartitionOffsetAndMetadata>();
  private committing: Promise<void> | undefined;
  private lastTries: number | undefined;

  constructor(private readonly commit: (positions: TopicPartitionOffsetAndMetadata[]) => Promise<void>) {}

  put(position: TopicPartitionOffsetAndMetadata): void {
    this.waiting.set(`${position.topic} ${position.partition}`, position);
    this.committing ??= this.commitAll();
  }

  /** Resolves when everything is committed or a few more tries have failed; what is left is forgotten. */
  async settle(): Promise<void> {
    this.lastTries = LAST_TRIES;
    await this.committing;
    this.lastTries = undefined;
  }

  private async commitAll(): Promise<void> {
    await new Promise((turnOver) => setImmediate(turnOver));
    while (this.waiting.size > 0) {
      const positions = new Map(this.waiting);
      this.waiting.clear();
      try {
        await this.commit([...positions.values()]);
      } catch {
        if (this.lastTries !== undefined && --this.lastTries <= 0) break;
        for (const [key, position] of positions) if (!this.waiting.has(key)) this.waiting.set(key, position);
        await wait(AGAIN_MS);
      }
    }
    this.waiting.clear();
    this.committing = undefined;
  }
}
