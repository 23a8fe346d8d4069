import type { JobRequest } from '#ports/job-queue.port.js';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { bullId } from './bull-id.js';
import type { BullQueues } from './bull-queues.js';
import { JOB_OPTIONS } from './stored-job.js';

const AT_ONCE = 1_000;

/** Adds jobs and tells how many of them were new, also when others add the same at the same time. */
export class BullIntake {
  constructor(
    private readonly queues: BullQueues,
    private readonly now: () => Date,
  ) {}

  async add(client: Redis, jobs: readonly JobRequest[]): Promise<number> {
    let added = 0;
    for (const [queue, own] of byQueue(jobs)) {
      await this.queues.know(queue);
      for (let start = 0; start < own.length; start += AT_ONCE) {
        added += await this.addSome(client, queue, own.slice(start, start + AT_ONCE));
      }
    }
    return added;
  }

  /** BullMQ does not tell whether an id was new: the name of a stored job tells which call added it. */
  private async addSome(client: Redis, name: string, jobs: readonly JobRequest[]): Promise<number> {
    const queue = this.queues.get(name);
    const call = randomUUID();
    const now = this.now().getTime();
    await queue.addBulk(
      jobs.map(({ id, data, runAt }) => {
        const due = runAt?.getTime() ?? now;
        const delay = due > now ? { delay: due - now } : {};
        return { name: call, data: { data, runAt: due }, opts: { ...JOB_OPTIONS, ...delay, jobId: bullId(id) } };
      }),
    );
    const reading = client.pipeline();
    for (const id of new Set(jobs.map((job) => job.id))) reading.hget(queue.toKey(bullId(id)), 'name');
    const names = (await reading.exec()) ?? [];
    return names.filter(([error, addedBy]) => {
      if (error !== null) throw error;
      return addedBy === call;
    }).length;
  }
}

function byQueue(jobs: readonly JobRequest[]): Map<string, JobRequest[]> {
  const queues = new Map<string, JobRequest[]>();
  for (const job of jobs) {
    const own = queues.get(job.queue) ?? [];
    own.push(job);
    queues.set(job.queue, own);
  }
  return queues;
}
