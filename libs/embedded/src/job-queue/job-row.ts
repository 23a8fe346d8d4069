import type { Job, JobData } from '#ports/job-queue.port.js';

/** A row of jobs. */
export interface JobRow {
  readonly queue: string;
  readonly id: string;
  readonly data: string;
  readonly state: 'waiting' | 'active' | 'finished' | 'failed';
  readonly attempts: number;
  readonly run_at: number;
  readonly error: string | null;
}

export const JOB_COLUMNS = 'queue, id, data, state, attempts, run_at, error';

export function jobOf(row: JobRow, now: number): Job {
  return {
    queue: row.queue,
    id: row.id,
    data: dataOf(row.data),
    state: row.state === 'waiting' && row.run_at > now ? 'delayed' : row.state,
    attempts: row.attempts,
    runAt: new Date(row.run_at),
    ...(row.error === null ? {} : { error: row.error }),
  };
}

/** Written by add alone, so its shape is known. */
function dataOf(text: string): JobData {
  return JSON.parse(text) as JobData;
}
