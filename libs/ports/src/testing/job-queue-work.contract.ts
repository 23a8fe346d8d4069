import { PermanentError, TransientError } from '#contracts/errors.js';
import { expect, it } from '@jest/globals';
import type { Job } from '../job-queue.port.js';
import { eventually } from './eventually.js';
import { gate, ids, job, QUEUE, workers, type OpenedJobQueue } from './job-queue-worker.js';

/** How a JobQueue has its jobs done. */
export function workingJobs(opened: () => OpenedJobQueue): void {
  const work = workers();
  const finished = async (): Promise<string[]> => ids(await opened().port.list(QUEUE, 'finished', 99)).sort();
  const failed = async (): Promise<readonly Job[]> => opened().port.list(QUEUE, 'failed', 99);

  it('does at most so many at once, and as many', async () => {
    const { port } = opened();
    let now = 0;
    let most = 0;
    await work(
      port,
      async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
      },
      { concurrency: 3 },
    );
    await port.add(Array.from({ length: 20 }, (_, index) => job(`j${index}`)));
    await eventually(async () => (await finished()).length === 20);
    expect(most).toBe(3);
  });

  it('gives each job to one of several members', async () => {
    const { port, member } = opened();
    const one = await work(port, undefined, { concurrency: 2 });
    const other = await work(await member(), undefined, { concurrency: 2 });
    await port.add(Array.from({ length: 30 }, (_, index) => job(`j${index}`)));
    await eventually(async () => (await finished()).length === 30);
    expect([...one.ids, ...other.ids].sort()).toEqual(await finished());
  });

  it('tries a failing job again after pauses that double, then fails it for good and says so once', async () => {
    const { port, clock } = opened();
    const told: Array<[number, string]> = [];
    const worker = await work(port, () => Promise.reject(new Error('cannot')), {
      failed: async (given, error) => {
        told.push([given.attempts, String(error)]);
      },
    });
    await port.add([job('one')]);
    for (const pause of [10_000, 20_000]) {
      const [waiting] = await eventually(async () => {
        const delayed = await port.list(QUEUE, 'delayed', 9);
        return delayed.length === 1 && delayed;
      });
      expect(waiting?.runAt.getTime()).toBe(clock.now().getTime() + pause);
      expect(waiting?.error).toBe('cannot');
      clock.advance(pause);
    }
    const [last] = await eventually(async () => {
      const all = await failed();
      return all.length === 1 && all;
    });
    expect(worker.seen.map(({ attempts }) => attempts)).toEqual([1, 2, 3]);
    expect(last).toMatchObject({ state: 'failed', attempts: 3, error: 'cannot' });
    expect(told).toEqual([[3, 'Error: cannot']]);
  });

  it('fails a job at once for a PermanentError', async () => {
    const { port } = opened();
    const worker = await work(port, () => Promise.reject(new PermanentError('never')));
    await port.add([job('one')]);
    await eventually(async () => (await failed()).length === 1);
    expect(worker.seen).toHaveLength(1);
  });

  it('tries on without end for TransientErrors, not before the time they ask for', async () => {
    const { port, clock } = opened();
    const worker = await work(port, () =>
      worker.seen.length <= 5
        ? Promise.reject(new TransientError('away', { retryAfterSeconds: 90 }))
        : Promise.resolve(),
    );
    await port.add([job('one')]);
    for (let turn = 1; turn <= 5; turn += 1) {
      const [waiting] = await eventually(async () => {
        const delayed = await port.list(QUEUE, 'delayed', 9);
        return delayed.length === 1 && worker.seen.length === turn && delayed;
      });
      expect((waiting?.runAt.getTime() ?? 0) - clock.now().getTime()).toBeGreaterThanOrEqual(90_000);
      clock.advance(90_000);
    }
    await eventually(async () => (await finished()).length === 1);
    expect(await failed()).toEqual([]);
  });

  it('runs a job again whose worker gave no sign of life, and shows the second begin', async () => {
    const { port, clock, leaseMs, member } = opened();
    const stuck = gate();
    const dead = await work(port, () => stuck.opened);
    await port.add([job('one')]);
    await eventually(() => dead.seen.length === 1);
    const alive = await work(await member());
    clock.advance(leaseMs + 1_000);
    await eventually(() => alive.seen.length === 1);
    expect(alive.seen[0]).toMatchObject({ id: 'one', attempts: 2 });
    await eventually(async () => (await finished()).length === 1);
    stuck.open();
    await dead.stop();
    expect(await finished()).toEqual(['one']);
  });

  it('waits at a stop for the jobs in hand and takes no more', async () => {
    const { port } = opened();
    const busy = gate();
    const worker = await work(port, () => busy.opened);
    await port.add([job('one'), job('two')]);
    await eventually(() => worker.seen.length === 1);
    let stopped = false;
    const stopping = worker.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    busy.open();
    await stopping;
    expect(await finished()).toEqual(['one']);
    expect(ids(await port.list(QUEUE, 'waiting', 9))).toEqual(['two']);
  });

  it('hands a job back uncounted that gives up because of the stop', async () => {
    const { port } = opened();
    const worker = await work(
      port,
      (_given, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    );
    await port.add([job('one')]);
    await eventually(() => worker.seen.length === 1);
    await worker.stop();
    expect(ids(await port.list(QUEUE, 'waiting', 9))).toEqual(['one']);
    const next = await work(port, () => Promise.reject(new PermanentError('never')), { attempts: 1 });
    await eventually(async () => (await failed()).length === 1);
    expect(next.seen[0]?.attempts).toBe(2);
  });
}
