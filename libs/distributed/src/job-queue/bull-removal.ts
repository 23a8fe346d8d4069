import { ErrorCode } from 'bullmq';
import type { BullQueues } from './bull-queues.js';

const REMOVABLE = new Set(['waiting', 'delayed', 'failed']);

/** Takes jobs out of BullMQ's queues that nobody has in hand. */
export class BullRemoval {
  constructor(private readonly queues: BullQueues) {}

  async remove(name: string, id: string): Promise<boolean> {
    const job = await this.queues.find(name, id);
    if (job?.id === undefined || !REMOVABLE.has(await job.getState())) return false;
    try {
      // Zero when a worker took it meanwhile.
      return (await this.queues.get(name).remove(job.id)) === 1;
    } catch (error) {
      if (isOfSchedule(error)) return false;
      throw error;
    }
  }
}

/** BullMQ keeps the next run of a schedule as a job, and the schedule would end with it. */
function isOfSchedule(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.JobBelongsToJobScheduler;
}
