/** Data of a job: JSON, small, without addresses or secrets. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

export interface JobRequest {
  readonly queue: string;
  /** Unique within the queue: an id that was added is not added again, finished or not, for 90 days after it finished. */
  readonly id: string;
  readonly data: JobData;
  /** Not before this time; at once when absent. */
  readonly runAt?: Date;
}

export const JOB_STATES = ['waiting', 'delayed', 'active', 'finished', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Job {
  readonly queue: string;
  readonly id: string;
  readonly data: JobData;
  readonly state: JobState;
  /** How many times a worker began it, this time included; above 1 it may have been done before. */
  readonly attempts: number;
  readonly runAt: Date;
  readonly error?: string;
}

export interface JobSchedule {
  readonly queue: string;
  /** Unique within the queue; scheduling it again replaces it. */
  readonly id: string;
  /** Five or six field cron expression, read in `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
  readonly data: JobData;
}

export interface JobWorkerOptions {
  readonly queue: string;
  readonly concurrency: number;
  /** Tries before the job is failed for good; a PermanentError fails it at once, a TransientError does not count. */
  readonly attempts: number;
  /** First pause between tries, doubled each time up to a minute. */
  readonly backoffMs: number;
  /**
   * Does the job. `signal` is aborted when the worker stops: a handler that resolves is taken to be done, one that rejects
   * after the abort hands the job back uncounted.
   */
  handle(job: Job, signal: AbortSignal): Promise<void>;
  /** Called before a job is set to failed for good; it may be called again for the same failure after a crash. */
  failed?(job: Job, error: unknown): Promise<void>;
}

export interface QueueCounts {
  readonly queue: string;
  readonly counts: Readonly<Record<JobState, number>>;
  readonly paused: boolean;
  /** Seconds that the oldest due job has waited; 0 when none waits. */
  readonly oldestAgeSeconds: number;
}

export interface JobPageRequest {
  readonly limit: number;
  /** The `next` of the page before. */
  readonly cursor?: string | undefined;
}

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Where the next page begins; there while more follows. */
  readonly next?: string;
}

/**
 * Work to be done once, later or by the clock.
 *
 * - `add` is durable when it resolves. A job runs at least once; its id is unique, so adding it again does nothing, until
 *   90 days after it finished, when the finished job is forgotten.
 * - A job whose worker died runs again on its own (within a minute); `attempts` then shows it.
 * - A scheduled job's `runAt` is the time it was due and its id `<schedule id>@<that time>`. A finished one is forgotten when its
 *   schedule fires a day later or after, or sooner: a schedule of every minute leaves no long tail.
 * - A schedule fires once per due time across all members; times missed while nothing ran fire once, late.
 * - A paused queue keeps its jobs; jobs in hand are finished.
 * - Pages show waiting and delayed jobs in their turn, finished ones newest first. A job that stays in its state and its turn
 *   while the pages are read is on one of them, once, whatever becomes of the jobs of the pages before.
 */
export abstract class JobQueue {
  /** Returns how many were new. */
  abstract add(jobs: readonly JobRequest[]): Promise<number>;
  abstract schedule(schedule: JobSchedule): Promise<void>;
  abstract unschedule(queue: string, id: string): Promise<void>;
  /** Begins work on a queue; the returned function ends it, waiting for jobs in hand. */
  abstract work(options: JobWorkerOptions): Promise<() => Promise<void>>;
  abstract counts(): Promise<QueueCounts[]>;
  /** Rejects with a PermanentError for a cursor that no page of the same queue and state gave. */
  abstract page(queue: string, state: JobState, request: JobPageRequest): Promise<JobPage>;
  /** Undefined for a job that was never added, or is forgotten. */
  abstract find(queue: string, id: string): Promise<Job | undefined>;
  /** Puts a failed job back; false when there is no such failed job. */
  abstract retry(queue: string, id: string): Promise<boolean>;
  /**
   * Forgets a job that waits or failed, and its id, which may be added again; false when there is no such job. One that is active or
   * finished is left, and so is the next run of a schedule until it begins.
   */
  abstract remove(queue: string, id: string): Promise<boolean>;
  abstract setPaused(queue: string, paused: boolean): Promise<void>;
  abstract close(): Promise<void>;

  /** The first page alone. */
  async list(queue: string, state: JobState, limit: number): Promise<readonly Job[]> {
    return (await this.page(queue, state, { limit })).jobs;
  }
}
