import { PermanentError } from '#contracts/errors.js';
import { describe, expect, it } from '@jest/globals';
import type { JobQueue } from '../job-queue.port.js';
import { eventually } from './eventually.js';
import { scheduledJobs } from './job-queue-schedules.contract.js';
import { gate, ids, job, QUEUE, workers, type OpenedJobQueue } from './job-queue-worker.js';
import { pagedJobs } from './job-queue-pages.contract.js';
import { workingJobs } from './job-queue-work.contract.js';
import { openedForEach } from './opened-port.js';

/** What every JobQueue does; `open` gives an empty one. */
export function jobQueueContract(open: () => Promise<OpenedJobQueue>): void {
  describe('keeps the promises of a JobQueue', () => {
    const opened = openedForEach(open);
    describe('adding', () => addingJobs(opened));
    describe('working', () => workingJobs(opened));
    describe('schedules', () => scheduledJobs(opened));
    describe('operating', () => operatingJobs(opened));
    describe('pages', () => pagedJobs(opened));
  });
}

function addingJobs(opened: () => OpenedJobQueue): void {
  const work = workers();

  it('gives a worker the job as it was added, also after a restart', async () => {
    const data = { name: 'Zürich – „Größe“', count: 2, done: false, none: null };
    expect(await opened().port.add([job('one', { data })])).toBe(1);
    const worker = await work(await opened().reopen());
    await eventually(() => worker.seen.length === 1);
    expect(worker.seen[0]).toMatchObject({ queue: QUEUE, id: 'one', data, state: 'active', attempts: 1 });
    expect(worker.seen[0]?.runAt).toEqual(opened().clock.now());
  });

  it('does not take an id again, neither while it waits nor after it finished', async () => {
    const { port } = opened();
    expect(await port.add([job('one'), job('two'), job('one')])).toBe(2);
    expect(await port.add([job('one')])).toBe(0);
    const worker = await work(port);
    await eventually(async () => (await port.list(QUEUE, 'finished', 9)).length === 2);
    expect(await port.add([job('one'), job('three')])).toBe(1);
    await eventually(() => worker.ids.includes('three'));
    expect(worker.ids.sort()).toEqual(['one', 'three', 'two']);
    expect(await port.add([])).toBe(0);
  });

  it('keeps ids of other queues apart', async () => {
    const { port } = opened();
    expect(await port.add([job('one'), job('one', { queue: 'tests.other' })])).toBe(2);
    const worker = await work(port);
    await eventually(() => worker.seen.length === 1);
    expect(ids(await port.list('tests.other', 'waiting', 9))).toEqual(['one']);
  });

  it('holds a job back until its time, in order of time', async () => {
    const { port, clock } = opened();
    const at = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);
    await port.add([job('late', { runAt: at(20) }), job('soon', { runAt: at(10) }), job('past', { runAt: at(-10) })]);
    const worker = await work(port);
    await eventually(() => worker.ids.includes('past'));
    expect(ids(await port.list(QUEUE, 'delayed', 9))).toEqual(['soon', 'late']);
    expect(worker.ids).toEqual(['past']);
    clock.advance(25_000);
    await eventually(() => worker.seen.length === 3);
    expect(worker.ids).toEqual(['past', 'soon', 'late']);
  });
}

function operatingJobs(opened: () => OpenedJobQueue): void {
  const work = workers();
  const countsOf = async (port: JobQueue) => (await port.counts()).find(({ queue }) => queue === QUEUE);

  it('counts by state and tells how long the oldest due job has waited', async () => {
    const { port, clock } = opened();
    await port.add([job('one'), job('two'), job('later', { runAt: new Date(clock.now().getTime() + 60_000) })]);
    clock.advance(7_000);
    const counts = { waiting: 2, delayed: 1, active: 0, finished: 0, failed: 0 };
    expect(await countsOf(port)).toEqual({ queue: QUEUE, counts, paused: false, oldestAgeSeconds: 7 });
    await work(port, ({ id }) => (id === 'two' ? Promise.reject(new PermanentError('no')) : Promise.resolve()));
    await eventually(async () => (await countsOf(port))?.counts.failed === 1);
    expect((await countsOf(port))?.counts).toEqual({ ...counts, waiting: 0, finished: 1, failed: 1 });
    expect((await countsOf(port))?.oldestAgeSeconds).toBe(0);
  });

  it('shows a queue as soon as somebody works on it', async () => {
    const { port } = opened();
    expect(await countsOf(port)).toBeUndefined();
    await work(port);
    expect((await countsOf(port))?.counts.waiting).toBe(0);
  });

  it('keeps the jobs of a paused queue, also over a restart, and finishes those in hand', async () => {
    const { port } = opened();
    const busy = gate();
    const worker = await work(port, () => busy.opened);
    await port.add([job('in hand')]);
    await eventually(() => worker.seen.length === 1);
    await port.setPaused(QUEUE, true);
    await port.add([job('kept')]);
    busy.open();
    await eventually(async () => (await countsOf(port))?.counts.finished === 1);
    expect(await countsOf(port)).toMatchObject({ paused: true, counts: { waiting: 1, finished: 1 } });
    await worker.stop();
    const again = await opened().reopen();
    const next = await work(again);
    expect(await countsOf(again)).toMatchObject({ paused: true, counts: { waiting: 1 } });
    expect(next.seen).toEqual([]);
    await again.setPaused(QUEUE, false);
    await eventually(() => next.ids.includes('kept'));
  });

  it('lists at most so many', async () => {
    const { port } = opened();
    await port.add(Array.from({ length: 5 }, (_, index) => job(`j${index}`)));
    expect(ids(await port.list(QUEUE, 'waiting', 3))).toEqual(['j0', 'j1', 'j2']);
    expect(await port.list('tests.unknown', 'waiting', 3)).toEqual([]);
  });

  it('finds a job by its id in whatever state it is', async () => {
    const { port, clock } = opened();
    const state = async (id: string) => (await port.find(QUEUE, id))?.state;
    await port.add([job('now'), job('later', { runAt: new Date(clock.now().getTime() + 1_000) })]);
    expect([await state('now'), await state('later'), await state('never')]).toEqual(['waiting', 'delayed', undefined]);
    expect(await port.find('tests.unknown', 'now')).toBeUndefined();
    const busy = gate();
    const worker = await work(port, async ({ id }) => {
      await busy.opened;
      if (id === 'later') throw new PermanentError('no');
    });
    await eventually(async () => (await state('now')) === 'active');
    clock.advance(1_000);
    expect(await state('later')).toBe('waiting');
    busy.open();
    await eventually(async () => (await state('later')) === 'failed');
    expect(await port.find(QUEUE, 'later')).toMatchObject({ id: 'later', error: expect.stringContaining('no') });
    expect(await state('now')).toBe('finished');
    await worker.stop();
  });

  it('puts a failed job back with all its tries, and nothing else', async () => {
    const { port } = opened();
    let broken = true;
    await work(port, () => (broken ? Promise.reject(new PermanentError('no')) : Promise.resolve()));
    await port.add([job('one')]);
    await eventually(async () => (await countsOf(port))?.counts.failed === 1);
    expect(await port.retry(QUEUE, 'other')).toBe(false);
    broken = false;
    expect(await port.retry(QUEUE, 'one')).toBe(true);
    await eventually(async () => (await countsOf(port))?.counts.finished === 1);
    expect(await port.retry(QUEUE, 'one')).toBe(false);
  });

  it('removes jobs that wait or failed, whose ids may be added again, and none that is active or finished', async () => {
    const { port, clock } = opened();
    const busy = gate();
    const worker = await work(port, ({ id }) =>
      id === 'failing' ? Promise.reject(new PermanentError('no')) : busy.opened,
    );
    await port.add([job('failing'), job('busy'), job('waiting')]);
    await port.add([job('later', { runAt: new Date(clock.now().getTime() + 60_000) })]);
    await eventually(async () => (await port.find(QUEUE, 'busy'))?.state === 'active');
    expect(await port.remove(QUEUE, 'other')).toBe(false);
    expect(await port.remove('tests.unknown', 'waiting')).toBe(false);
    expect(await port.remove(QUEUE, 'busy')).toBe(false);
    for (const id of ['failing', 'waiting', 'later']) {
      expect(await port.remove(QUEUE, id)).toBe(true);
      expect(await port.remove(QUEUE, id)).toBe(false);
      expect(await port.find(QUEUE, id)).toBeUndefined();
    }
    const counts = { waiting: 0, delayed: 0, active: 1, finished: 0, failed: 0 };
    expect((await countsOf(port))?.counts).toEqual(counts);
    expect(await port.add([job('waiting')])).toBe(1);
    busy.open();
    await eventually(async () => (await countsOf(port))?.counts.finished === 2);
    expect(await port.remove(QUEUE, 'busy')).toBe(false);
    expect(await port.add([job('busy')])).toBe(0);
    expect(worker.ids).toEqual(['failing', 'busy', 'waiting']);
  });
}
