import { PermanentError } from '#contracts/errors.js';
import { expect, it } from '@jest/globals';
import type { JobQueue, JobSchedule } from '../job-queue.port.js';
import { eventually } from './eventually.js';
import { QUEUE, workers, type OpenedJobQueue } from './job-queue-worker.js';

/** How a JobQueue goes by the clock. */
export function scheduledJobs(opened: () => OpenedJobQueue): void {
  const work = workers();
  const schedule = (change: Partial<JobSchedule> = {}): JobSchedule => ({
    ...{ queue: QUEUE, id: 'daily', cron: '30 2 * * *', timeZone: 'Europe/Berlin', data: { kind: 'daily' } },
    ...change,
  });
  /** Moves the time on to each moment and answers the due times that had fired by then. */
  async function fired(port: JobQueue, moments: readonly string[], expected: number): Promise<string[]> {
    const worker = await work(port);
    for (const moment of moments) {
      opened().clock.set(moment);
      await settled(port);
    }
    await eventually(() => worker.seen.length >= expected, { what: `${expected} firings` });
    await worker.stop();
    return worker.seen.map(({ runAt }) => runAt.toISOString());
  }
  /** Two looks of the queue at what is due: a job added for now has run. */
  async function settled(port: JobQueue): Promise<void> {
    for (const turn of ['one', 'two']) {
      const id = `${turn}-${opened().clock.now().getTime()}`;
      const queue = 'tests.marks';
      await port.schedule({ ...schedule(), queue, id, cron: '* * * * * *', timeZone: 'UTC' });
      opened().clock.advance(1_000);
      await eventually(async () => (await port.list(queue, 'waiting', 1_000)).some((one) => one.id.startsWith(id)));
      await port.unschedule(queue, id);
    }
  }

  it('fires at its time in its zone, with the time it was due as runAt and in its id', async () => {
    const { port, clock } = opened();
    clock.set('2026-11-02T00:00:00Z');
    await port.schedule(schedule());
    const worker = await work(port);
    clock.set('2026-11-02T01:29:30Z');
    await settled(port);
    expect(worker.seen).toEqual([]);
    clock.set('2026-11-02T01:30:05Z');
    await eventually(() => worker.seen.length === 1);
    expect(worker.seen[0]).toMatchObject({ id: 'daily@2026-11-02T01:30:00.000Z', data: { kind: 'daily' } });
    expect(worker.seen[0]?.runAt.toISOString()).toBe('2026-11-02T01:30:00.000Z');
  });

  it('makes jobs that are found by their id and put back when they failed', async () => {
    const { port, clock } = opened();
    clock.set('2026-11-02T00:00:00Z');
    await port.schedule(schedule());
    let broken = true;
    await work(port, () => (broken ? Promise.reject(new PermanentError('no')) : Promise.resolve()));
    clock.set('2026-11-02T01:30:05Z');
    const id = 'daily@2026-11-02T01:30:00.000Z';
    await eventually(async () => (await port.find(QUEUE, id))?.state === 'failed');
    broken = false;
    expect(await port.retry(QUEUE, id)).toBe(true);
    await eventually(async () => (await port.list(QUEUE, 'failed', 9)).length === 0);
  });

  it('makes jobs that are not removed before they begin, and may be when they failed', async () => {
    const { port, clock } = opened();
    clock.set('2026-11-02T00:00:00Z');
    await port.schedule(schedule());
    const first = 'daily@2026-11-02T01:30:00.000Z';
    expect(await port.remove(QUEUE, first)).toBe(false);
    await port.setPaused(QUEUE, true);
    const worker = await work(port, () => Promise.reject(new PermanentError('no')));
    clock.set('2026-11-02T01:30:05Z');
    await eventually(async () => (await port.find(QUEUE, first))?.state === 'waiting');
    expect(await port.remove(QUEUE, first)).toBe(false);
    await port.setPaused(QUEUE, false);
    await eventually(async () => (await port.find(QUEUE, first))?.state === 'failed');
    expect(await port.remove(QUEUE, first)).toBe(true);
    expect(await port.find(QUEUE, first)).toBeUndefined();
    clock.set('2026-11-03T01:30:05Z');
    await eventually(() => worker.seen.length === 2);
    expect(worker.ids).toEqual([first, 'daily@2026-11-03T01:30:00.000Z']);
  });

  it('fires once on the day whose hour does not exist and once on the day whose hour comes twice', async () => {
    const { port, clock } = opened();
    clock.set('2026-03-28T12:00:00Z');
    await port.schedule(schedule());
    const spring = ['2026-03-29T00:29:00Z', '2026-03-29T01:31:00Z', '2026-03-29T12:00:00Z', '2026-03-30T00:31:00Z'];
    const springs = await fired(port, spring, 2);
    expect(springs.map((at) => at.slice(0, 10))).toEqual(['2026-03-29', '2026-03-30']);
    clock.set('2026-10-24T12:00:00Z');
    await port.schedule(schedule({ id: 'autumn' }));
    await port.unschedule(QUEUE, 'daily');
    const autumn = ['2026-10-25T00:31:00Z', '2026-10-25T01:31:00Z', '2026-10-25T12:00:00Z', '2026-10-26T01:31:00Z'];
    const autumns = await fired(port, autumn, 2);
    expect(autumns.map((at) => at.slice(0, 10))).toEqual(['2026-10-25', '2026-10-26']);
  });

  it('fires once, late, for all the times missed while nothing ran', async () => {
    opened().clock.set('2026-11-02T00:00:00Z');
    await opened().port.schedule(schedule({ cron: '0 * * * *', timeZone: 'UTC' }));
    opened().clock.set('2026-11-02T09:20:00Z');
    const port = await opened().reopen();
    await port.schedule(schedule({ cron: '0 * * * *', timeZone: 'UTC' }));
    expect(await fired(port, ['2026-11-02T09:30:00Z', '2026-11-02T10:00:01Z'], 2)).toEqual([
      '2026-11-02T01:00:00.000Z',
      '2026-11-02T10:00:00.000Z',
    ]);
  });

  it('fires once per due time across members', async () => {
    const { port, clock, member } = opened();
    clock.set('2026-11-02T00:00:00Z');
    const other = await member();
    for (const queue of [port, other]) await queue.schedule(schedule({ cron: '0 * * * *', timeZone: 'UTC' }));
    const [one, two] = [await work(port), await work(other)];
    for (const hour of ['01', '02', '03']) {
      clock.set(`2026-11-02T${hour}:00:01Z`);
      await eventually(() => one.seen.length + two.seen.length === Number(hour));
      await settled(port);
    }
    expect([...one.ids, ...two.ids]).toHaveLength(3);
  });

  it('replaces a schedule that is set again with other times, and ends one that is taken away', async () => {
    const { port, clock } = opened();
    clock.set('2026-11-02T00:00:00Z');
    await port.schedule(schedule({ cron: '0 5 * * *', timeZone: 'UTC' }));
    await port.schedule(schedule({ cron: '0 6 * * *', timeZone: 'UTC', data: { kind: 'new' } }));
    expect(await fired(port, ['2026-11-02T05:30:00Z', '2026-11-02T06:00:01Z'], 1)).toEqual([
      '2026-11-02T06:00:00.000Z',
    ]);
    await port.unschedule(QUEUE, 'daily');
    expect(await fired(port, ['2026-11-03T06:30:00Z'], 0)).toEqual([]);
  });

  it('forgets what a schedule finished, after a day, but not the ids of other jobs', async () => {
    const { port, clock } = opened();
    const finished = async () => (await port.list(QUEUE, 'finished', 99)).map(({ id }) => id);
    const other = { queue: QUEUE, id: 'daily', data: {} };
    clock.set('2026-11-02T00:00:00Z');
    await port.add([other]);
    await port.schedule(schedule({ cron: '0 * * * *', timeZone: 'UTC' }));
    const worker = await work(port);
    for (const [index, moment] of ['2026-11-02T01:00:01Z', '2026-11-03T02:00:01Z', '2026-11-03T03:00:01Z'].entries()) {
      clock.set(moment);
      await settled(port);
      await eventually(() => worker.seen.length === index + 2);
    }
    await eventually(async () => !(await finished()).includes('daily@2026-11-02T01:00:00.000Z'));
    expect(worker.ids).toContain('daily@2026-11-02T01:00:00.000Z');
    expect(await finished()).toContain('daily');
    expect(await port.add([other])).toBe(0);
  });

  it('refuses what is no schedule', async () => {
    await expect(opened().port.schedule(schedule({ cron: 'every day' }))).rejects.toThrow(PermanentError);
    await expect(opened().port.schedule(schedule({ timeZone: 'Europe/Atlantis' }))).rejects.toThrow(PermanentError);
  });
}
