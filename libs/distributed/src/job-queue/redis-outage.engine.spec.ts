import { TransientError } from '#contracts/errors.js';
import { eventually } from '#ports/testing/eventually.js';
import { gate, job, QUEUE, workers } from '#ports/testing/job-queue-worker.js';
import { RealClock } from '../testing/real-clock.js';
import { RedisServer } from '../testing/redis-server.js';
import type { RedisJobQueue } from './redis-job-queue.js';

const server = RedisServer.forAllTests();
const SHORT = { leaseMs: 2_000, lookMs: 500, answerWithinMs: 1_000, settleWithinMs: 1_000 };
const WITHIN = { withinMs: 30_000 };

describe('A Redis job queue whose Redis goes away', () => {
  const work = workers();
  let queue: RedisJobQueue;
  beforeEach(() => {
    queue = server.queue(server.namespace(), new RealClock(), SHORT);
  });
  afterEach(() => queue.close());

  it('keeps every acknowledged job when it is killed in mid-work, and goes on by itself', async () => {
    const all = Array.from({ length: 200 }, (_, index) => job(`j${index}`));
    expect(await queue.add(all)).toBe(200);
    const worker = await work(queue, () => new Promise((resolve) => setTimeout(resolve, 10)), { concurrency: 4 });
    await eventually(() => worker.seen.length > 20, WITHIN);
    await server.engine.kill();
    await server.engine.restart();
    await eventually(async () => (await queue.list(QUEUE, 'finished', 1_000)).length === 200, WITHIN);
    expect(new Set(worker.ids)).toEqual(new Set(all.map(({ id }) => id)));
    expect((await queue.counts())[0]?.counts).toEqual({ waiting: 0, delayed: 0, active: 0, finished: 200, failed: 0 });
  });

  it('settles the job in hand when Redis comes back', async () => {
    const busy = gate();
    const worker = await work(queue, () => busy.opened);
    await queue.add([job('one')]);
    await eventually(() => worker.seen.length === 1, WITHIN);
    await server.engine.kill();
    busy.open();
    await server.engine.restart();
    await eventually(async () => (await queue.list(QUEUE, 'finished', 9)).length === 1, WITHIN);
  });

  it('rejects what is asked in time while it is killed, and takes workers that come meanwhile', async () => {
    await server.engine.kill();
    const worker = await work(queue);
    const began = Date.now();
    await expect(queue.add([job('one')])).rejects.toThrow(TransientError);
    await expect(queue.counts()).rejects.toThrow(TransientError);
    expect(Date.now() - began).toBeLessThan(2 * SHORT.answerWithinMs + 500);
    await server.engine.restart();
    await eventually(() => queue.add([job('two')]).then(() => true), WITHIN);
    await eventually(() => worker.ids.includes('two'), WITHIN);
  });

  it('rejects what is asked in time while it stands still, and goes on with it', async () => {
    await queue.add([job('one')]);
    server.engine.freeze();
    const began = Date.now();
    await expect(queue.add([job('two')])).rejects.toThrow(TransientError);
    expect(Date.now() - began).toBeLessThan(2 * SHORT.answerWithinMs + 500);
    server.engine.goOn();
    await eventually(() => queue.add([job('three')]).then(() => true), WITHIN);
    const worker = await work(queue);
    await eventually(() => worker.ids.includes('one') && worker.ids.includes('three'), WITHIN);
  });

  it('stops in time while it is away, when the jobs in hand have ended', async () => {
    const busy = gate();
    const worker = await work(queue, () => busy.opened);
    await queue.add([job('one')]);
    await eventually(() => worker.seen.length === 1, WITHIN);
    await server.engine.kill();
    const began = Date.now();
    const stopping = worker.stop();
    busy.open();
    await stopping;
    await queue.close();
    expect(Date.now() - began).toBeLessThan(5_000);
    await server.engine.restart();
  });

  it('runs a job again whose worker is gone, and shows the second begin', async () => {
    const busy = gate();
    const dead = await work(queue, () => busy.opened);
    await queue.add([job('one')]);
    await eventually(() => dead.seen.length === 1, WITHIN);
    await server.engine.kill();
    const stopping = dead.stop();
    busy.open();
    await stopping;
    await server.engine.restart();
    const alive = await work(queue);
    await eventually(() => alive.seen.length === 1, WITHIN);
    expect(alive.seen[0]).toMatchObject({ id: 'one', attempts: 2 });
  });
});
