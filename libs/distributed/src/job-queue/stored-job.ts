import type { Job, JobData, JobState } from '#ports/job-queue.port.js';
import type { Job as BullJob, JobsOptions } from 'bullmq';
import { dueTimeIn, portId } from './bull-id.js';

/** What BullMQ keeps as the data of a job. */
export interface StoredData {
  readonly data: JobData;
  /** When it is to run, in milliseconds; missing while a schedule says so by the job's id. */
  readonly runAt?: number;
}

const KEPT_SECONDS = 90 * 24 * 3_600;

/**
 * How BullMQ treats every job: a finished one is kept for 90 days, and its id with it; a failed one until somebody decides.
 * How often it is tried is the worker's decision.
 */
export const JOB_OPTIONS: JobsOptions = {
  attempts: Number.MAX_SAFE_INTEGER,
  backoff: { type: 'fixed', delay: 1_000 },
  removeOnComplete: { age: KEPT_SECONDS },
  removeOnFail: false,
  stackTraceLimit: 0,
};

/** A job of a schedule goes when it finished; an age would take every other job of the queue with it. */
export const SCHEDULED_JOB_OPTIONS: JobsOptions = { ...JOB_OPTIONS, removeOnComplete: true };

export const KEPT_MS = KEPT_SECONDS * 1_000;

export function jobOf(queue: string, stored: BullJob<StoredData>, state: JobState): Job {
  const id = stored.id ?? '';
  const { failedReason } = stored;
  return {
    queue,
    id: portId(id),
    data: stored.data.data,
    state,
    attempts: stored.attemptsStarted,
    runAt: new Date(stored.data.runAt ?? dueTimeIn(id) ?? stored.timestamp),
    ...(state === 'finished' || failedReason === undefined || failedReason === null ? {} : { error: failedReason }),
  };
}
