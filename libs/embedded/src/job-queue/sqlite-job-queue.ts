import type { Clock } from '#ports/clock.port.js';
import {
  JobQueue,
  type Job,
  type JobPage,
  type JobPageRequest,
  type JobRequest,
  type JobSchedule,
  type JobState,
  type JobWorkerOptions,
  type QueueCounts,
} from '#ports/job-queue.port.js';
import type { Database } from '../database.js';
import { JobPages } from './job-pages.js';
import { JobTable } from './job-table.js';
import { JobWorker } from './job-worker.js';
import { ScheduleTable } from './schedule-table.js';

export interface SqliteJobQueueOptions {
  /** How often due jobs and schedules are looked for; jobs added here and due at once wake their workers directly. */
  readonly pollMs: number;
  /** Without a sign of life for so long, a job's worker is taken to be dead. */
  readonly leaseMs: number;
  /** True when no other process can be at work on this file: jobs left active by a dead process run again at once. */
  readonly soleOwner: boolean;
}

const DEFAULTS: SqliteJobQueueOptions = { pollMs: 500, leaseMs: 30_000, soleOwner: false };
const KEPT_DAYS = 90;
const HOUR_MS = 3_600_000;

/** JobQueue in SQLite tables; one timer looks for what is due for all queues. */
export class SqliteJobQueue extends JobQueue {
  private readonly options: SqliteJobQueueOptions;
  private readonly table: JobTable;
  private readonly pages: JobPages;
  private readonly schedules: ScheduleTable;
  private readonly workers = new Set<JobWorker>();
  private readonly timer: NodeJS.Timeout;
  private nextPrune = 0;

  constructor(
    database: Database,
    private readonly clock: Clock,
    options: Partial<SqliteJobQueueOptions> = {},
  ) {
    super();
    database.applySchema(new URL('./job-queue.schema.sql', import.meta.url));
    this.options = { ...DEFAULTS, ...options };
    this.table = new JobTable(database, clock);
    this.pages = new JobPages(database, clock);
    this.schedules = new ScheduleTable(database, clock, this.table);
    if (this.options.soleOwner) this.table.releaseAll();
    this.timer = setInterval(() => this.look(), this.options.pollMs);
    this.timer.unref();
  }

  async add(jobs: readonly JobRequest[]): Promise<number> {
    const added = this.table.add(jobs);
    if (added > 0) this.wake(new Set(jobs.map(({ queue }) => queue)));
    return added;
  }

  async schedule(schedule: JobSchedule): Promise<void> {
    this.schedules.put(schedule);
  }

  async unschedule(queue: string, id: string): Promise<void> {
    this.schedules.remove(queue, id);
  }

  async work(options: JobWorkerOptions): Promise<() => Promise<void>> {
    const worker = new JobWorker(this.table, options, this.options.leaseMs);
    this.workers.add(worker);
    this.table.know(options.queue);
    worker.wake();
    return async () => {
      this.workers.delete(worker);
      await worker.stop();
    };
  }

  async counts(): Promise<QueueCounts[]> {
    return this.table.counts();
  }

  async page(queue: string, state: JobState, request: JobPageRequest): Promise<JobPage> {
    return this.pages.page(queue, state, request);
  }

  async find(queue: string, id: string): Promise<Job | undefined> {
    return this.table.find(queue, id);
  }

  async retry(queue: string, id: string): Promise<boolean> {
    const put = this.table.retry(queue, id);
    if (put) this.wake(new Set([queue]));
    return put;
  }

  async remove(queue: string, id: string): Promise<boolean> {
    return this.table.remove(queue, id);
  }

  async setPaused(queue: string, paused: boolean): Promise<void> {
    this.table.setPaused(queue, paused);
    if (!paused) this.wake(new Set([queue]));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    this.workers.clear();
  }

  /** A file that cannot be read or written now is asked again at the next look; the store's health check tells of it. */
  private look(): void {
    try {
      this.tick();
    } catch {
      return;
    }
  }

  private tick(): void {
    this.schedules.fireDue();
    this.table.releaseExpired();
    this.wake(this.table.dueQueues());
    const now = this.clock.now().getTime();
    if (now < this.nextPrune) return;
    this.nextPrune = now + HOUR_MS;
    this.table.forgetFinished(now - KEPT_DAYS * 24 * HOUR_MS);
  }

  private wake(queues: ReadonlySet<string>): void {
    for (const worker of this.workers) if (queues.has(worker.queue)) worker.wake();
  }
}
