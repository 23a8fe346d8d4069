import { afterEach } from '@jest/globals';
import type { Job, JobQueue, JobRequest, JobWorkerOptions } from '../job-queue.port.js';
import type { OpenedPort } from './opened-port.js';
import type { TestClock } from './test-clock.js';

export interface OpenedJobQueue extends OpenedPort<JobQueue> {
  /** The time the queue goes by. */
  readonly clock: TestClock;
  /** How long a worker may be without a sign of life. */
  readonly leaseMs: number;
  /** A second process at work on the same queues. */
  member(): Promise<JobQueue>;
}

/** The queue that the tests work on. */
export const QUEUE = 'tests.work';
/** A job to be added to it. */
export const job = (id: string, change: Partial<JobRequest> = {}): JobRequest => ({
  queue: QUEUE,
  id,
  data: {},
  ...change,
});
export const ids = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id);

/** Remembers what it was given; what it does is `handle`, which may be changed while it works. */
export class Worker {
  readonly seen: Job[] = [];
  stop: () => Promise<void> = () => Promise.resolve();

  static async on(
    queue: JobQueue,
    handle: JobWorkerOptions['handle'] = () => Promise.resolve(),
    options: Partial<JobWorkerOptions> = {},
  ): Promise<Worker> {
    const worker = new Worker();
    worker.stop = await queue.work({
      queue: QUEUE,
      concurrency: 1,
      attempts: 3,
      backoffMs: 10_000,
      ...options,
      handle: async (given, signal) => {
        worker.seen.push(given);
        await handle(given, signal);
      },
    });
    return worker;
  }

  get ids(): string[] {
    return ids(this.seen);
  }
}

/** Workers that are stopped after each test. */
export function workers(): typeof Worker.on {
  const all: Worker[] = [];
  afterEach(async () => {
    await Promise.all(all.splice(0).map((worker) => worker.stop()));
  });
  return async (...given) => {
    const worker = await Worker.on(...given);
    all.push(worker);
    return worker;
  };
}

/** A promise that the test settles. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened: promise, open: () => open() };
}
