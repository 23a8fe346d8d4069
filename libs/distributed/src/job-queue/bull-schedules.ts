import type { JobRequest, JobSchedule } from '#ports/job-queue.port.js';
import { isDeepStrictEqual } from 'node:util';
import { bullId } from './bull-id.js';
import type { BullQueues } from './bull-queues.js';
import { nextTime } from './cron-time.js';
import { SCHEDULED_JOB_OPTIONS } from './stored-job.js';

/** Sets up BullMQ's job schedulers: each holds one job for the next time it is due and makes another when that begins. */
export class BullSchedules {
  constructor(
    private readonly queues: BullQueues,
    private readonly now: () => Date,
    private readonly add: (jobs: readonly JobRequest[]) => Promise<number>,
  ) {}

  /** The same schedule again keeps the time it is due, so that a restart loses no slot. */
  async put({ queue: name, id, cron, timeZone, data }: JobSchedule): Promise<void> {
    nextTime(cron, timeZone, this.now());
    await this.queues.know(name);
    const queue = this.queues.get(name);
    const there = await queue.getJobScheduler(bullId(id));
    if (there?.pattern === cron && there.tz === timeZone) {
      if (isDeepStrictEqual(there.template?.data?.data, data)) return;
      if (there.next !== undefined) await this.keepMissed(name, id, new Date(there.next), data);
    }
    const template = { name: 'schedule', data: { data }, opts: SCHEDULED_JOB_OPTIONS };
    await queue.upsertJobScheduler(bullId(id), { pattern: cron, tz: timeZone }, template);
  }

  async remove(name: string, id: string): Promise<void> {
    await this.queues.get(name).removeJobScheduler(bullId(id));
  }

  /** Other data replaces the job that the scheduler holds; when that is overdue it would be lost. */
  private async keepMissed(queue: string, id: string, due: Date, data: JobSchedule['data']): Promise<void> {
    if (due > this.now()) return;
    await this.add([{ queue, id: `${id}@${due.toISOString()}`, data, runAt: due }]);
  }
}
