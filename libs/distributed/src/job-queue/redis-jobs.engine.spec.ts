import { PermanentError } from '#contracts/errors.js';
import { eventually } from '#ports/testing/eventually.js';
import { ids, job, QUEUE, workers, type OpenedJobQueue } from '#ports/testing/job-queue-worker.js';
import { openedForEach } from '#ports/testing/opened-port.js';
import { RedisServer } from '../testing/redis-server.js';

const server = RedisServer.forAllTests();
const DAY_MS = 86_400_000;

describe('Jobs in Redis', () => {
  const opened = openedForEach<OpenedJobQueue>(() => server.open());
  const work = workers();

  it('keep their ids for 90 days after they finished, whatever the ids are made of', async () => {
    const { port, clock } = opened();
    const odd = ['42', 'a:b:c', 'repeat:x:1', '%3A', 'meta', 'Zürich 🗞'].map((id) => job(id));
    expect(await port.add(odd)).toBe(odd.length);
    const worker = await work(port);
    await eventually(async () => (await port.list(QUEUE, 'finished', 99)).length === odd.length);
    expect(worker.ids.sort()).toEqual(ids(await port.list(QUEUE, 'finished', 99)).sort());
    clock.advance(89 * DAY_MS);
    expect(await port.add(odd)).toBe(0);
    clock.advance(2 * DAY_MS);
    await port.add([job('another')]);
    await eventually(() => worker.ids.includes('another'));
    await eventually(async () => (await port.list(QUEUE, 'finished', 99)).length === 1);
    expect(await port.add(odd)).toBe(odd.length);
  });

  it('are counted as new once, by whoever added them', async () => {
    const { port, member } = opened();
    const other = await member();
    const batches = Array.from({ length: 10 }, (_, start) =>
      Array.from({ length: 20 }, (_, n) => job(`j${start + n}`)),
    );
    const added = await Promise.all(batches.map((batch, index) => (index % 2 === 0 ? port : other).add(batch)));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(29);
  });

  it('are told as failed until it is heard, and only then are failed', async () => {
    const { port } = opened();
    let told = 0;
    await work(port, () => Promise.reject(new PermanentError('never')), {
      failed: async () => {
        told += 1;
        expect(await port.list(QUEUE, 'failed', 9)).toEqual([]);
        if (told < 3) throw new Error('the store is away');
      },
    });
    await port.add([job('one')]);
    await eventually(async () => (await port.list(QUEUE, 'failed', 9)).length === 1, { withinMs: 20_000 });
    expect(told).toBe(3);
  });

  it('of a schedule that gets other data after a slot was missed fire for that slot with it', async () => {
    const { port, clock, reopen } = opened();
    const schedule = { queue: QUEUE, id: 'hourly', cron: '0 * * * *', timeZone: 'UTC' };
    clock.set('2026-11-02T00:30:00Z');
    await port.schedule({ ...schedule, data: { version: 1 } });
    clock.set('2026-11-02T05:20:00Z');
    const again = await reopen();
    await again.schedule({ ...schedule, data: { version: 2 } });
    const worker = await work(again);
    await eventually(() => worker.seen.length === 1);
    clock.set('2026-11-02T06:00:01Z');
    await eventually(() => worker.seen.length === 2);
    expect(worker.seen.map(({ id, data }) => [id, data])).toEqual([
      ['hourly@2026-11-02T01:00:00.000Z', { version: 2 }],
      ['hourly@2026-11-02T06:00:00.000Z', { version: 2 }],
    ]);
  });
});
