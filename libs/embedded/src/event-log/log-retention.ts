import { TOPICS, type TopicName } from '#contracts/topics.js';
import type { Clock } from '#ports/clock.port.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../database.js';

const SLICE = 500;
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Drops events past the retention of their topic; of a compacted topic the newest of every key stays. */
export class LogRetention {
  private readonly timer: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.timer = setInterval(() => void this.prune(), EVERY_MS);
    this.timer.unref();
  }

  async prune(): Promise<number> {
    let dropped = 0;
    for (const topic of Object.keys(TOPICS).filter((name) => name in TOPICS) as TopicName[]) {
      dropped += await this.pruneTopic(topic);
    }
    return dropped;
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  private async pruneTopic(topic: TopicName): Promise<number> {
    const { retentionDays, compacted } = TOPICS[topic];
    const before = this.clock.now().getTime() - retentionDays * DAY_MS;
    let dropped = 0;
    let after = 0;
    while (!this.stopped) {
      const slice = this.slice(topic, before, after);
      if (slice.length === 0) break;
      after = slice.at(-1)?.offset ?? after;
      dropped += this.drop(slice.filter(({ newer }) => !compacted || newer === 1).map(({ offset }) => offset));
      await nextTurn();
    }
    return dropped;
  }

  private slice(topic: TopicName, before: number, after: number): Array<{ offset: number; newer: 0 | 1 }> {
    return this.database.all(
      `SELECT e.offset, EXISTS (
         SELECT 1 FROM log_events n WHERE n.topic = e.topic AND n.key = e.key AND n.offset > e.offset) AS newer
       FROM log_events e WHERE e.topic = ? AND e.offset > ? AND e.appended_at < ? ORDER BY e.offset LIMIT ?`,
      topic,
      after,
      before,
      SLICE,
    );
  }

  private drop(offsets: readonly number[]): number {
    return this.database.transaction(() =>
      offsets.reduce((sum, offset) => sum + this.database.run('DELETE FROM log_events WHERE offset = ?', offset), 0),
    );
  }
}
