import { JOB_STATES, type Job, type QueueCounts } from '#ports/job-queue.port.js';
import { z } from 'zod';

/** A job queue as operations see it. */
export const QueueDto = z.object({
  name: z.string(),
  counts: z.record(z.enum(JOB_STATES), z.int().nonnegative()),
  paused: z.boolean(),
  /** Seconds that the oldest due job has waited. */
  oldestAgeSeconds: z.number().nonnegative(),
});
export type QueueDto = z.infer<typeof QueueDto>;

/** What operations show of a queue. */
export function queueDto({ queue, counts, paused, oldestAgeSeconds }: QueueCounts): QueueDto {
  return { name: queue, counts: { ...counts }, paused, oldestAgeSeconds };
}

/** One job of a queue. */
export interface JobDto extends Omit<Job, 'runAt' | 'queue'> {
  readonly runAt: string;
}

/** What operations show of a job. */
export function jobDto({ queue: _queue, runAt, ...job }: Job): JobDto {
  return { ...job, runAt: runAt.toISOString() };
}
