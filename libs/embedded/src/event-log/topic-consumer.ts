import type { TopicName } from '#contracts/topics.js';
import type { LogRecord, LogSubscription } from '#ports/event-log.port.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../database.js';
import type { SqliteEventLogOptions } from './event-log-options.js';
import { RECORD_COLUMNS, recordOf, type EventRow } from './log-row.js';

/** Records are read so many at a time until a batch holds enough of them, or so many letters: an article may have two million. */
const READ_AT_ONCE = 16;
const ENOUGH_LETTERS = 8_000_000;

/** One member of a group on one topic: reads from where the group committed, delivers, commits. */
export class TopicConsumer {
  /** Why deliveries wait, as the consumer reported it. */
  pausedBecause: string | undefined;
  lastCommitAt: Date | undefined;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private woken = false;
  private wakeUp: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly subscription: LogSubscription,
    readonly topic: TopicName,
    private readonly options: SqliteEventLogOptions,
    /** False while another member of the group has the partition. */
    private readonly mayRun: () => boolean,
  ) {}

  get group(): string {
    return this.subscription.group;
  }

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp?.();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = false;
      const step = await this.step();
      if (step === 'delivered') await nextTurn();
      else if (step === 'idle') await this.pause(this.options.pollMs, true);
      else await this.pause(this.options.redeliverAfterMs, false);
    }
  }

  /** Delivers and commits what is next; a file that cannot be read or written now is a failure like any other. */
  private async step(): Promise<'delivered' | 'idle' | 'failed'> {
    try {
      const records = this.mayRun() ? this.next() : [];
      if (records.length === 0) return 'idle';
      await this.deliver(records);
      this.commit(records.at(-1)?.offset ?? 0);
      this.pausedBecause = undefined;
      return 'delivered';
    } catch (error) {
      this.pausedBecause = error instanceof Error ? error.message : String(error);
      return 'failed';
    }
  }

  /** What is next: a batch, or less of it where records are long. */
  private next(): LogRecord[] {
    const records: LogRecord[] = [];
    let letters = 0;
    for (let full = false; !full && letters < ENOUGH_LETTERS && records.length < this.subscription.maxBatch;) {
      const wanted = Math.min(READ_AT_ONCE, this.subscription.maxBatch - records.length);
      const rows = this.rowsAfter(records.at(-1)?.offset, wanted);
      for (const row of rows) letters += row.value.length;
      records.push(...rows.map(recordOf));
      full = rows.length < wanted;
    }
    return records;
  }

  private rowsAfter(offset: number | undefined, limit: number): EventRow[] {
    const sql = `SELECT ${RECORD_COLUMNS} FROM log_events WHERE topic = ?1 AND offset >
         coalesce(?2, (SELECT offset FROM log_commits WHERE group_name = ?3 AND topic = ?1), 0)
       ORDER BY offset LIMIT ?4`;
    return this.database.all<EventRow>(sql, this.topic, offset ?? null, this.group, limit);
  }

  private deliver(records: readonly LogRecord[]): Promise<void> {
    return this.subscription.deliver({
      group: this.group,
      topic: this.topic,
      partition: 0,
      records,
      signal: this.stopping.signal,
      heartbeat: () => Promise.resolve(),
      reportPaused: (reason) => {
        this.pausedBecause = reason;
      },
    });
  }

  private commit(offset: number): void {
    this.database.run(
      `INSERT INTO log_commits (group_name, topic, offset) VALUES (?, ?, ?)
       ON CONFLICT (group_name, topic) DO UPDATE SET offset = excluded.offset`,
      this.group,
      this.topic,
      offset,
    );
    this.lastCommitAt = new Date();
  }

  private async pause(milliseconds: number, wakeable: boolean): Promise<void> {
    if (this.stopping.signal.aborted || (wakeable && this.woken)) return;
    await new Promise<void>((resume) => {
      const timer = setTimeout(resume, milliseconds);
      this.wakeUp = () => {
        if (wakeable || this.stopping.signal.aborted) {
          clearTimeout(timer);
          resume();
        }
      };
    });
    this.wakeUp = undefined;
  }
}
