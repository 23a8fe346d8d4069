import { PermanentError } from '#contracts/errors.js';
import { expect, it } from '@jest/globals';
import { JOB_STATES, type JobState } from '../job-queue.port.js';
import { eventually } from './eventually.js';
import { gate, ids, job, QUEUE, workers, type OpenedJobQueue } from './job-queue-worker.js';

/** How the jobs of a state are read page by page. */
export function pagedJobs(opened: () => OpenedJobQueue): void {
  const work = workers();
  const names = (count: number) => Array.from({ length: count }, (_, index) => `j${String(index).padStart(2, '0')}`);
  const add = (all: readonly string[], runAt?: Date) =>
    opened().port.add(all.map((id) => job(id, runAt === undefined ? {} : { runAt })));
  const settled = (state: JobState, count: number) =>
    eventually(async () => (await opened().port.list(QUEUE, state, 99)).length === count);
  /** The ids of each page, beginning after a cursor. */
  async function pages(state: JobState, limit: number, from?: string): Promise<string[][]> {
    const { jobs, next } = await opened().port.page(QUEUE, state, { limit, cursor: from });
    expect(jobs.every((one) => one.state === state)).toBe(true);
    return [ids(jobs), ...(next === undefined ? [] : await pages(state, limit, next))];
  }

  it('show waiting jobs in their turn, those that were delayed until now too, and no page after the last', async () => {
    const { clock } = opened();
    await add(names(4));
    await add(['k0', 'k1', 'k2'], new Date(clock.now().getTime() + 1_000));
    clock.advance(1_000);
    expect(await pages('waiting', 3)).toEqual([['j00', 'j01', 'j02'], ['j03', 'k0', 'k1'], ['k2']]);
    expect(await pages('waiting', 7)).toHaveLength(1);
    expect(await pages('delayed', 3)).toEqual([[]]);
  });

  it('show delayed jobs in order of their time, many of one moment among them', async () => {
    const { clock } = opened();
    await add(['late'], new Date(clock.now().getTime() + 90_000));
    await add(names(5), new Date(clock.now().getTime() + 60_000));
    const [first, ...rest] = await pages('delayed', 2);
    expect([first, ...rest].flat()).toEqual([...names(5), 'late']);
    expect(rest).toHaveLength(2);
  });

  it('show every failed and every finished job once', async () => {
    const failing = new Set(names(7));
    await work(opened().port, ({ id }) =>
      failing.has(id) ? Promise.reject(new PermanentError('no')) : Promise.resolve(),
    );
    await add([...failing, 'k0', 'k1', 'k2']);
    await settled('failed', 7);
    await settled('finished', 3);
    const failed = await pages('failed', 3);
    expect(failed.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(failed.flat().sort()).toEqual(names(7));
    const finished = await pages('finished', 2);
    expect(finished.map((page) => page.length)).toEqual([2, 1]);
    expect(finished.flat().sort()).toEqual(['k0', 'k1', 'k2']);
  });

  it('show every active job once', async () => {
    const busy = gate();
    await work(opened().port, () => busy.opened, { concurrency: 5 });
    await add(names(5));
    await settled('active', 5);
    const active = await pages('active', 2);
    busy.open();
    expect(active.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(active.flat().sort()).toEqual(names(5));
  });

  it('go on where they were when the jobs of the first were put back', async () => {
    const { port } = opened();
    const worker = await work(port, () => Promise.reject(new PermanentError('no')));
    await add(names(6));
    await settled('failed', 6);
    await worker.stop();
    const first = await port.page(QUEUE, 'failed', { limit: 3 });
    for (const id of ids(first.jobs)) expect(await port.retry(QUEUE, id)).toBe(true);
    const rest = await pages('failed', 3, first.next);
    expect([...ids(first.jobs), ...rest.flat()].sort()).toEqual(names(6));
    expect((await pages('waiting', 9)).flat().sort()).toEqual(ids(first.jobs).sort());
  });

  it('go on where they were when the jobs of the first were done, or came back to the end', async () => {
    const { port, clock } = opened();
    await add(names(6));
    const first = await port.page(QUEUE, 'waiting', { limit: 2 });
    const done: string[] = [];
    const busy = gate();
    const worker = await work(port, async ({ id }) => {
      done.push(id);
      if (id === 'j01') throw new PermanentError('no');
      if (id === 'j02') await busy.opened;
    });
    await eventually(() => done.length === 3);
    clock.advance(1);
    const isBack = await port.retry(QUEUE, 'j01');
    const rest = await pages('waiting', 2, first.next);
    await port.setPaused(QUEUE, true);
    busy.open();
    await worker.stop();
    expect(isBack).toBe(true);
    expect(rest.flat()).toEqual(['j03', 'j04', 'j05', 'j01']);
  });

  it.each(JOB_STATES)('refuse what is no cursor of %s jobs', async (state) => {
    const page = opened().port.page(QUEUE, state, { limit: 3, cursor: 'somewhere' });
    await expect(page).rejects.toThrow(PermanentError);
  });
}
