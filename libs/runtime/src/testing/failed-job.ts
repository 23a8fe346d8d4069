import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { eventually } from '#ports/testing/eventually.js';
import type { StartedApp } from './start-app.js';

const QUEUE = 'tests.failed';

/** Leaves a job that failed for good in a queue that nobody works on, with its dead letter, whose id it returns. */
export async function failedJob(app: StartedApp, id: string, error: string): Promise<string> {
  const queue = app.get(JobQueue);
  await queue.add([{ queue: QUEUE, id, data: { edition: 'e1' } }]);
  const stop = await queue.work({
    ...{ queue: QUEUE, concurrency: 1, attempts: 1, backoffMs: 1 },
    handle: () => Promise.reject(new Error(error)),
  });
  await eventually(async () => (await queue.find(QUEUE, id))?.state === 'failed');
  await stop();
  const place = { kind: 'job', group: QUEUE, topic: QUEUE, partition: 0, offset: 0, key: id } as const;
  return app.get(DeadLetterStore).put({
    ...{ ...place, attributes: {}, value: '{"edition":"e1"}', error, attempts: 5 },
    firstFailedAt: new Date('2026-11-02T06:00:00Z'),
    lastFailedAt: new Date('2026-11-02T07:00:00Z'),
  });
}
