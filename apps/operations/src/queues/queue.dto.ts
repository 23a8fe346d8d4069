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
export const JobDto = z
  .object({
    id: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    state: z.enum(JOB_STATES),
    attempts: z.int().nonnegative(),
    runAt: z.string(),
    error: z.string().optional(),
  })
  .meta({ id: 'Job' });
export type JobDto = z.infer<typeof JobDto>;

/** What operations show of a job. */
export function jobDto({ queue: _queue, runAt, data, ...job }: Job): JobDto {
  return { ...job, data: { ...data }, runAt: runAt.toISOString() };
}
