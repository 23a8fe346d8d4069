import type { ServiceName } from '#contracts/cloud-event.js';
import type { Stage } from '#contracts/stages.js';
import type { Job, JobData } from '#ports/job-queue.port.js';
import { SetMetadata } from '@nestjs/common';

/** The stage of an article's way that a job does; its data names `articleId` and `version`. */
export interface StageOfJob {
  readonly service: ServiceName;
  readonly stage: Stage;
}

export interface HandleJobsOptions {
  /** `<service>.<what is done>`; the method works on this queue alone. */
  readonly queue: string;
  /** Jobs at once; 1 when absent. */
  readonly concurrency?: number;
  /** Tries before a job is failed for good; 5 when absent. */
  readonly attempts?: number;
  /** First pause between tries, doubled each time; 500 when absent. */
  readonly backoffMs?: number;
  /** What the receipt shows as failed when a job fails for good; nothing when absent. */
  readonly stage?: StageOfJob;
}

export interface OnScheduleOptions {
  readonly queue: string;
  readonly id: string;
  /** Five or six field cron expression, read in `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
  readonly data?: JobData;
}

export const HANDLE_JOBS = 'courant:handle-jobs';
export const ON_SCHEDULE = 'courant:on-schedule';

type JobHandlerMethod = (job: Job, signal: AbortSignal) => Promise<void>;
type JobHandlerDecorator = <Method extends JobHandlerMethod>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/** Runs the jobs of a queue with a method `(job, signal) => Promise<void>` of any provider or controller. */
export function HandleJobs(options: HandleJobsOptions): JobHandlerDecorator {
  return (target, name, descriptor) => {
    SetMetadata(HANDLE_JOBS, options)(target, name, descriptor);
  };
}

/** Sets up the schedule of a queue at start, beside the HandleJobs of the same method. */
export function OnSchedule(options: OnScheduleOptions): JobHandlerDecorator {
  return (target, name, descriptor) => {
    SetMetadata(ON_SCHEDULE, options)(target, name, descriptor);
  };
}
