import { PermanentError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import type { JobData, JobSchedule } from '#ports/job-queue.port.js';
import { Cron } from 'croner';
import type { Database } from '../database.js';
import type { JobTable } from './job-table.js';

const KEPT_MS = 24 * 3_600_000;

interface ScheduleRow {
  readonly queue: string;
  readonly id: string;
  readonly cron: string;
  readonly time_zone: string;
  readonly data: string;
  readonly next_at: number;
}

/** Schedules with the time each is due next; firing one adds its job and moves it on in one step. */
export class ScheduleTable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobTable,
  ) {}

  /** The same schedule again keeps the time it is due, so that a restart loses no slot. */
  put({ queue, id, cron, timeZone, data }: JobSchedule): void {
    const next = nextAfter(cron, timeZone, this.clock.now());
    this.database.run(
      `INSERT INTO job_schedules (queue, id, cron, time_zone, data, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (queue, id) DO UPDATE SET data = ?5, cron = ?3, time_zone = ?4,
         next_at = CASE WHEN cron = ?3 AND time_zone = ?4 THEN next_at ELSE ?6 END`,
      queue,
      id,
      cron,
      timeZone,
      JSON.stringify(data),
      next,
    );
  }

  remove(queue: string, id: string): void {
    this.database.run('DELETE FROM job_schedules WHERE queue = ? AND id = ?', queue, id);
  }

  fireDue(): void {
    const now = this.clock.now();
    const due = this.database.all<ScheduleRow>('SELECT * FROM job_schedules WHERE next_at <= ?', now.getTime());
    for (const row of due) this.fire(row, now);
  }

  private fire(row: ScheduleRow, now: Date): void {
    const dueAt = new Date(row.next_at);
    this.database.transaction(() => {
      this.jobs.add([
        {
          queue: row.queue,
          id: `${row.id}@${dueAt.toISOString()}`,
          data: JSON.parse(row.data) as JobData,
          runAt: dueAt,
        },
      ]);
      this.jobs.forgetScheduled(row.queue, row.id, new Date(now.getTime() - KEPT_MS));
      this.database.run(
        'UPDATE job_schedules SET next_at = ? WHERE queue = ? AND id = ?',
        nextAfter(row.cron, row.time_zone, now),
        row.queue,
        row.id,
      );
    });
  }
}

const NEVER = Number.MAX_SAFE_INTEGER;

function nextAfter(cron: string, timeZone: string, after: Date): number {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after)?.getTime() ?? NEVER;
  } catch (cause) {
    throw new PermanentError(`"${cron}" in ${timeZone} is no schedule`, { cause });
  }
}
