import type { CloudEvent } from '#contracts/cloud-event.js';
import { TOPICS, type TopicName } from '#contracts/topics.js';
import type { Clock } from '#ports/clock.port.js';
import {
  EventLog,
  type ConsumerLag,
  type LogRange,
  type LogRecord,
  type LogSubscription,
} from '#ports/event-log.port.js';
import type { Database } from '../database.js';
import { AppendGroup } from './append-group.js';
import type { SqliteEventLogOptions } from './event-log-options.js';
import { LogRetention } from './log-retention.js';
import { RECORD_COLUMNS, recordOf, type EventRow } from './log-row.js';
import { TopicConsumer } from './topic-consumer.js';

const DEFAULTS: SqliteEventLogOptions = { pollMs: 500, redeliverAfterMs: 250 };

/** EventLog in one SQLite table with one partition per topic; appends of one turn of the event loop share a commit. */
export class SqliteEventLog extends EventLog {
  private readonly options: SqliteEventLogOptions;
  private readonly appends: AppendGroup;
  private readonly retention: LogRetention;
  private readonly consumers = new Set<TopicConsumer>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    options: Partial<SqliteEventLogOptions> = {},
  ) {
    super();
    database.applySchema(new URL('./event-log.schema.sql', import.meta.url));
    this.options = { ...DEFAULTS, ...options };
    this.appends = new AppendGroup(database, clock, (topics) => this.wake(topics));
    this.retention = new LogRetention(database, clock);
  }

  append(events: readonly CloudEvent[]): Promise<void> {
    return this.appends.add(events);
  }

  async subscribe(subscription: LogSubscription): Promise<() => Promise<void>> {
    const members = subscription.topics.map((topic) => {
      const consumer: TopicConsumer = new TopicConsumer(this.database, subscription, topic, this.options, () =>
        this.mayRun(consumer),
      );
      this.consumers.add(consumer);
      return consumer;
    });
    for (const member of members) member.start();
    return async () => {
      await Promise.all(members.map((member) => member.stop()));
      for (const member of members) this.consumers.delete(member);
      this.wake(subscription.topics);
    };
  }

  async read(range: LogRange): Promise<LogRecord[]> {
    const rows = this.database.all<EventRow>(
      `SELECT ${RECORD_COLUMNS} FROM log_events
       WHERE topic = ?1 AND offset > ?2 AND (?3 IS NULL OR key = ?3) AND appended_at >= ?4 AND appended_at < ?5
       ORDER BY offset LIMIT ?6`,
      range.topic,
      range.after?.offset ?? 0,
      range.key ?? null,
      range.from?.getTime() ?? Number.MIN_SAFE_INTEGER,
      range.to?.getTime() ?? Number.MAX_SAFE_INTEGER,
      range.limit,
    );
    return rows.map(recordOf);
  }

  async lag(): Promise<ConsumerLag[]> {
    const known = new Map<string, { group: string; topic: TopicName }>();
    const commits = this.database.all<{ group_name: string; topic: TopicName }>(
      'SELECT group_name, topic FROM log_commits ORDER BY group_name, topic',
    );
    for (const { group_name: group, topic } of commits) known.set(`${group} ${topic}`, { group, topic });
    for (const { group, topic } of this.consumers) known.set(`${group} ${topic}`, { group, topic });
    return [...known.values()]
      .filter(({ topic }) => topic in TOPICS)
      .map(({ group, topic }) => this.lagOf(group, topic));
  }

  /** Drops what is past its retention, in slices that yield; resolves when nothing is left to drop. */
  prune(): Promise<number> {
    return this.retention.prune();
  }

  async close(): Promise<void> {
    this.retention.stop();
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()));
    this.consumers.clear();
    await this.appends.settled();
  }

  private lagOf(group: string, topic: TopicName): ConsumerLag {
    const waiting = this.database.get<{ lag: number; first: number | null }>(
      `SELECT count(*) AS lag, min(offset) AS first FROM log_events WHERE topic = ?1 AND offset >
         coalesce((SELECT offset FROM log_commits WHERE group_name = ?2 AND topic = ?1), 0)`,
      topic,
      group,
    );
    const first = waiting?.first ?? undefined;
    const state = [...this.consumers].filter((consumer) => consumer.group === group && consumer.topic === topic);
    const reason = state.map((consumer) => consumer.pausedBecause).find((text) => text !== undefined);
    const commits = state.flatMap((consumer) => consumer.lastCommitAt ?? []);
    return {
      group,
      topic,
      lag: waiting?.lag ?? 0,
      oldestAgeSeconds: first === undefined ? 0 : this.ageOf(first),
      paused: reason !== undefined,
      ...(reason === undefined ? {} : { reason }),
      ...(commits.length === 0 ? {} : { lastCommitAt: new Date(Math.max(...commits.map(Number))) }),
    };
  }

  private ageOf(offset: number): number {
    const row = this.database.get<{ at: number }>('SELECT appended_at AS at FROM log_events WHERE offset = ?', offset);
    return row === undefined ? 0 : Math.max(0, (this.clock.now().getTime() - row.at) / 1000);
  }

  /** The partition belongs to the member of the group that subscribed first. */
  private mayRun(consumer: TopicConsumer): boolean {
    for (const other of this.consumers) {
      if (other.group === consumer.group && other.topic === consumer.topic) return other === consumer;
    }
    return false;
  }

  private wake(topics: Iterable<TopicName>): void {
    const wanted = new Set(topics);
    for (const consumer of this.consumers) if (wanted.has(consumer.topic)) consumer.wake();
  }
}
