import type { Clock } from '#ports/clock.port.js';
import type { Job, JobRequest, QueueCounts } from '#ports/job-queue.port.js';
import type { Database } from '../database.js';
import { JOB_COLUMNS, jobOf, type JobRow } from './job-row.js';

const PRUNE_SLICE = 500;

/** By the index of ids alone; the signs keep others out, which hold every finished job. */
const FORGET_SCHEDULED = `DELETE FROM jobs WHERE number IN (SELECT number FROM jobs
  WHERE queue = ?1 AND id >= ?2 AND id < ?3 AND +state = 'finished' AND +ended_at < ?4 LIMIT ?5)`;

/** All but the run of a schedule that never began. */
const REMOVE = `DELETE FROM jobs WHERE queue = ?1 AND id = ?2 AND state IN ('waiting', 'failed')
  AND NOT (attempts = 0 AND EXISTS (SELECT 1 FROM job_schedules AS schedule
    WHERE schedule.queue = ?1 AND substr(?2, 1, length(schedule.id) + 1) = schedule.id || '@'))`;

/** The rows of jobs and what may be done to them, each step durable. */
export class JobTable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  add(jobs: readonly JobRequest[]): number {
    return this.database.transaction(() => jobs.reduce((sum, job) => sum + this.insert(job), 0));
  }

  /** Makes a queue visible before its first job. */
  know(queue: string): void {
    this.database.run('INSERT INTO job_queues (queue) VALUES (?) ON CONFLICT DO NOTHING', queue);
  }

  /** Takes up to `limit` due jobs for a worker. */
  claim(queue: string, worker: string, limit: number, leaseMs: number): Job[] {
    const now = this.now();
    const rows = this.database.returning<JobRow>(
      `UPDATE jobs SET state = 'active', attempts = attempts + 1, worker = ?2, lease_until = ?3
       WHERE number IN (
         SELECT number FROM jobs WHERE queue = ?1 AND state = 'waiting' AND run_at <= ?4
           AND NOT EXISTS (SELECT 1 FROM job_queues WHERE queue = ?1 AND paused = 1)
         ORDER BY run_at, number LIMIT ?5)
       RETURNING ${JOB_COLUMNS}`,
      queue,
      worker,
      now + leaseMs,
      now,
      limit,
    );
    return rows.map((row) => jobOf(row, now)).sort((a, b) => a.runAt.getTime() - b.runAt.getTime());
  }

  /** Keeps a worker's jobs in its hands. */
  renew(worker: string, leaseMs: number): void {
    this.database.run(
      `UPDATE jobs SET lease_until = ? WHERE worker = ? AND state = 'active'`,
      this.now() + leaseMs,
      worker,
    );
  }

  finish({ queue, id }: Job, worker: string): void {
    this.database.transaction(() => {
      const changed = this.database.run(
        `UPDATE jobs SET state = 'finished', error = NULL, worker = NULL, lease_until = NULL, ended_at = ?
         WHERE queue = ? AND id = ? AND worker = ?`,
        this.now(),
        queue,
        id,
        worker,
      );
      this.database.run('UPDATE job_queues SET finished = finished + ? WHERE queue = ?', changed, queue);
    });
  }

  fail({ queue, id }: Job, worker: string, error: string): void {
    this.database.run(
      `UPDATE jobs SET state = 'failed', error = ?, failures = failures + 1, worker = NULL, lease_until = NULL, ended_at = ?
       WHERE queue = ? AND id = ? AND worker = ?`,
      error,
      this.now(),
      queue,
      id,
      worker,
    );
  }

  /** Puts a job back to run after a pause; `counted` tries come off its limit. */
  putBack({ queue, id }: Job, worker: string, pause: { ms: number; counted: boolean; error?: string }): void {
    this.database.run(
      `UPDATE jobs SET state = 'waiting', run_at = ?, failures = failures + ?, error = ?, worker = NULL, lease_until = NULL
       WHERE queue = ? AND id = ? AND worker = ?`,
      this.now() + pause.ms,
      pause.counted ? 1 : 0,
      pause.error ?? null,
      queue,
      id,
      worker,
    );
  }

  failuresOf({ queue, id }: Job): number {
    const row = this.database.get<{ failures: number }>(
      'SELECT failures FROM jobs WHERE queue = ? AND id = ?',
      queue,
      id,
    );
    return row?.failures ?? 0;
  }

  find(queue: string, id: string): Job | undefined {
    const row = this.database.get<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs WHERE queue = ? AND id = ?`, queue, id);
    return row === undefined ? undefined : jobOf(row, this.now());
  }

  retry(queue: string, id: string): boolean {
    const changed = this.database.run(
      `UPDATE jobs SET state = 'waiting', run_at = ?, failures = 0, ended_at = NULL WHERE queue = ? AND id = ? AND state = 'failed'`,
      this.now(),
      queue,
      id,
    );
    return changed > 0;
  }

  remove(queue: string, id: string): boolean {
    return this.database.run(REMOVE, queue, id) > 0;
  }

  releaseExpired(): void {
    this.database.run(
      `UPDATE jobs SET state = 'waiting', worker = NULL, lease_until = NULL WHERE state = 'active' AND lease_until < ?`,
      this.now(),
    );
  }

  releaseAll(): void {
    this.database.run(`UPDATE jobs SET state = 'waiting', worker = NULL, lease_until = NULL WHERE state = 'active'`);
  }

  dueQueues(): Set<string> {
    const rows = this.database.all<{ queue: string }>(
      `SELECT DISTINCT queue FROM jobs WHERE state = 'waiting' AND run_at <= ?`,
      this.now(),
    );
    return new Set(rows.map(({ queue }) => queue));
  }

  setPaused(queue: string, paused: boolean): void {
    this.database.run(
      'INSERT INTO job_queues (queue, paused) VALUES (?1, ?2) ON CONFLICT (queue) DO UPDATE SET paused = ?2',
      queue,
      paused ? 1 : 0,
    );
  }

  counts(): QueueCounts[] {
    const now = this.now();
    const queues = this.database.all<QueueRow>(
      `SELECT queue, paused, finished,
         (SELECT count(*) FROM jobs WHERE queue = q.queue AND state = 'waiting' AND run_at <= ?1) AS waiting,
         (SELECT count(*) FROM jobs WHERE queue = q.queue AND state = 'waiting' AND run_at > ?1) AS delayed,
         (SELECT count(*) FROM jobs WHERE queue = q.queue AND state = 'active') AS active,
         (SELECT count(*) FROM jobs WHERE queue = q.queue AND state = 'failed') AS failed,
         (SELECT min(run_at) FROM jobs WHERE queue = q.queue AND state = 'waiting' AND run_at <= ?1) AS oldest
       FROM job_queues q ORDER BY queue`,
      now,
    );
    return queues.map(({ queue, paused, oldest, waiting, delayed, active, finished, failed }) => ({
      queue,
      counts: { waiting, delayed, active, finished, failed },
      paused: paused === 1,
      oldestAgeSeconds: oldest === null ? 0 : Math.max(0, (now - oldest) / 1000),
    }));
  }

  /** Forgets some of the jobs that finished before a time; returns how many. */
  forgetFinished(before: number): number {
    return this.database.transaction(() => {
      const gone = this.database.returning<{ queue: string }>(
        `DELETE FROM jobs WHERE number IN (
           SELECT number FROM jobs WHERE state = 'finished' AND ended_at < ? LIMIT ?) RETURNING queue`,
        before,
        PRUNE_SLICE,
      );
      for (const { queue } of gone) {
        this.database.run('UPDATE job_queues SET finished = finished - 1 WHERE queue = ?', queue);
      }
      return gone.length;
    });
  }

  /** Forgets some of the jobs of a schedule that were due, and finished, before a time. */
  forgetScheduled(queue: string, schedule: string, before: Date): void {
    const range = [`${schedule}@`, `${schedule}@${before.toISOString()}`];
    const gone = this.database.run(FORGET_SCHEDULED, queue, ...range, before.getTime(), PRUNE_SLICE);
    if (gone > 0) this.database.run('UPDATE job_queues SET finished = finished - ? WHERE queue = ?', gone, queue);
  }

  private insert({ queue, id, data, runAt }: JobRequest): number {
    this.know(queue);
    return this.database.run(
      `INSERT INTO jobs (queue, id, data, state, run_at) VALUES (?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING`,
      queue,
      id,
      JSON.stringify(data),
      runAt?.getTime() ?? this.now(),
    );
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

interface QueueRow {
  readonly queue: string;
  readonly paused: number;
  readonly oldest: number | null;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly finished: number;
  readonly failed: number;
}
