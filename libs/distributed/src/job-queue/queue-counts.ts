import type { QueueCounts } from '#ports/job-queue.port.js';
import type { BullPages } from './bull-pages.js';
import type { BullQueues } from './bull-queues.js';

/** How one queue stands now. */
export async function queueCounts(queues: BullQueues, pages: BullPages, name: string, now: Date): Promise<QueueCounts> {
  const queue = queues.get(name);
  const [bull, due, paused, oldest] = await Promise.all([
    queue.getJobCounts('wait', 'delayed', 'active', 'completed', 'failed'),
    queues.dueCount(name),
    queue.isPaused(),
    oldestDue(pages, name),
  ]);
  const of = (state: string): number => bull[state] ?? 0;
  return {
    queue: name,
    counts: {
      waiting: of('wait') + due,
      delayed: Math.max(0, of('delayed') - due),
      active: of('active'),
      finished: of('completed'),
      failed: of('failed'),
    },
    paused,
    oldestAgeSeconds: oldest === undefined ? 0 : Math.max(0, (now.getTime() - oldest) / 1_000),
  };
}

/** The first of those that wait is the oldest, but for jobs put back. */
async function oldestDue(pages: BullPages, name: string): Promise<number | undefined> {
  const { jobs } = await pages.page(name, 'waiting', { limit: 1 });
  return jobs[0]?.runAt.getTime();
}
