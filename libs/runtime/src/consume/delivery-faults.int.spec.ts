import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import { GROUPS } from '#contracts/topics.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue, type Job } from '#ports/job-queue.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { Controller, Module } from '@nestjs/common';
import { HandleJobs } from '../jobs/handle-jobs.decorator.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPublication } from '../testing/an-event.js';
import { startApp, type StartedApp } from '../testing/start-app.js';
import type { Delivery } from './delivery.js';
import { HandleEvents } from './handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from './received-event.js';
import { Redrive } from './redrive.js';

const QUEUE = 'tests.jobs';

/** What the handler does with the names it is given, and every call it got. */
const script = {
  handle: (_names: readonly string[], _signal: AbortSignal): Promise<void> => Promise.resolve(),
  calls: [] as string[][],
  job: (_job: Job): Promise<void> => Promise.resolve(),
};

@Controller()
class Scripted {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 16, timeoutMs: 60 })
  async apply(events: readonly ReceivedEvent[], { signal }: Delivery): Promise<void> {
    const names = events.flatMap((event) =>
      isEvent(ArticlePublished, event) ? [`${event.data.article.externalId}.${event.data.version}`] : [],
    );
    script.calls.push(names);
    await script.handle(names, signal);
  }

  @HandleJobs({ queue: QUEUE, attempts: 2, backoffMs: 1 })
  work(job: Job): Promise<void> {
    return script.job(job);
  }
}

@Module({ controllers: [Scripted] })
class ScriptedModule {}

describe('Delivery when something fails', () => {
  let app: StartedApp;
  beforeEach(async () => {
    script.calls.length = 0;
    script.handle = () => Promise.resolve();
    app = await startApp(ScriptedModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  const append = (...names: string[]): Promise<void> =>
    app.get(EventLog).append(names.map((name) => aPublication(name)));
  const letters = (): Promise<DeadLetter[]> => app.get(DeadLetterStore).list({ limit: 20 });
  const lagOf = async (group: string) => (await app.get(EventLog).lag()).find((lag) => lag.group === group);

  it('halves a failing batch until the poison is alone, calling nobody again who was done', async () => {
    script.handle = async (names) => {
      if (names.includes('f.1')) throw new PermanentError('poison');
    };
    await append(...'abcdefgh');
    await eventually(async () => (await lagOf(GROUPS.searchIndexer))?.lag === 0);
    expect(script.calls.map((names) => names.map((name) => name[0]).join(''))).toEqual([
      ...['abcdefgh', 'abcd', 'efgh', 'ef', 'e', 'f', 'gh'],
    ]);
    expect((await letters()).map(({ key }) => key)).toEqual([aPublication('f').subject]);
  });

  it('puts several poisons of one batch aside, each with its own reason', async () => {
    script.handle = async (names) => {
      const poison = names.find((name) => 'bg'.includes(name[0] ?? ''));
      if (poison !== undefined) throw new PermanentError(`poison ${poison}`);
    };
    await append(...'abcdefgh');
    await eventually(async () => (await lagOf(GROUPS.searchIndexer))?.lag === 0);
    expect((await letters()).map(({ error }) => error).sort()).toEqual([
      'PermanentError: poison b.1',
      'PermanentError: poison g.1',
    ]);
    const alone = script.calls.filter((names) => names.length === 1).flat();
    expect(alone.filter((name) => name === 'b.1')).toHaveLength(1);
  });

  it('puts aside what is no event at all, whole, and goes on', async () => {
    const broken = { ...aPublication('x'), data: { article: 'none' } };
    await app.get(EventLog).append([broken, aPublication('a')]);
    await eventually(() => script.calls.flat().includes('a.1'));
    const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
    expect(letter).toMatchObject({ attempts: 1, value: '{"article":"none"}' });
    expect(letter?.error).toContain('/article');
  });

  it('tells a handler that overruns its time to stop, counts it as a failed try and gives up after five', async () => {
    const told: boolean[] = [];
    script.handle = (_names, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told.push(true);
          reject(new Error('stopped'));
        });
      });
    await append('slow');
    const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
    expect(letter?.error).toBe('HandlerTimeout: the handler took longer than 60 ms');
    expect(letter?.attempts).toBe(5);
    expect(told).toHaveLength(5);
  });

  it('shows a group as paused with the reason while what it needs is away, health red, and goes on by itself', async () => {
    let away = true;
    script.handle = async () => {
      if (away) throw new TransientError('the index is away');
    };
    await append('a', 'b');
    const paused = await eventually(async () => {
      const lag = await lagOf(GROUPS.searchIndexer);
      return lag?.paused === true && lag;
    });
    expect(paused).toMatchObject({ lag: 2, reason: 'the index is away' });
    away = false;
    await eventually(async () => (await lagOf(GROUPS.searchIndexer))?.lag === 0);
    expect((await lagOf(GROUPS.searchIndexer))?.paused).toBe(false);
    expect(await letters()).toEqual([]);
    expect(script.calls.every((names) => names.join() === 'a.1,b.1')).toBe(true);
  });

  it('delivers again after a restart what was in hand at the stop, and nothing that was committed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'courant-delivery-'));
    const first = await startApp(ScriptedModule, { dataDir });
    await first.get(EventLog).append([aPublication('a')]);
    await eventually(() => script.calls.flat().includes('a.1'));
    script.handle = (_names, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      });
    await first.get(EventLog).append([aPublication('b')]);
    await eventually(() => script.calls.flat().includes('b.1'));
    const stopping = first.stop();
    script.handle = () => Promise.resolve();
    await stopping;
    script.calls.length = 0;
    const second = await startApp(ScriptedModule, { dataDir });
    await eventually(() => script.calls.length > 0);
    expect(script.calls).toEqual([['b.1']]);
    expect(await second.get(DeadLetterStore).list({ limit: 1 })).toEqual([]);
    await second.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('leaves a letter open whose redrive fails again, with the newest error, and settles it when it works', async () => {
    script.handle = () => Promise.reject(new PermanentError('first'));
    await append('a');
    const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
    const id = letter?.id ?? '';
    script.handle = () => Promise.reject(new Error('second'));
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'failed', error: 'second' });
    expect((await letters())[0]).toMatchObject({ id, state: 'open', error: 'Error: second', attempts: 2 });
    script.handle = () => Promise.reject(new TransientError('away'));
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'failed', error: 'away' });
    expect((await letters())[0]).toMatchObject({ error: 'Error: second', attempts: 2 });
    script.handle = () => Promise.resolve();
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'redriven' });
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'settled' });
    expect(await app.get(Redrive).redrive('nothing')).toEqual({ outcome: 'unknown' });
  });

  it('makes a dead letter of a job that failed for good, and its redrive runs the job again', async () => {
    script.job = () => Promise.reject(new Error('cannot'));
    await app.get(JobQueue).add([{ queue: QUEUE, id: 'one', data: { n: 1 } }]);
    const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
    expect(letter).toMatchObject({ kind: 'job', group: QUEUE, key: 'one', attempts: 2, error: 'Error: cannot' });
    await eventually(async () => (await app.get(JobQueue).list(QUEUE, 'failed', 1)).length === 1);
    script.job = () => Promise.resolve();
    expect(await app.get(Redrive).redrive(letter?.id ?? '')).toEqual({ outcome: 'redriven' });
    await eventually(async () => (await app.get(JobQueue).list(QUEUE, 'finished', 1)).length === 1);
    expect(await app.get(Redrive).redrive(letter?.id ?? '')).toEqual({ outcome: 'settled' });
  });

  it('keeps the letter of a job open until the job is done, so that a redrive cut short can be asked for again', async () => {
    script.job = () => Promise.reject(new Error('cannot'));
    const queue = app.get(JobQueue);
    await queue.add([{ queue: QUEUE, id: 'one', data: { n: 1 } }]);
    const [letter] = await eventually(async () => (await letters()).length === 1 && (await letters()));
    const id = letter?.id ?? '';
    await eventually(async () => (await queue.list(QUEUE, 'failed', 1)).length === 1);
    await queue.setPaused(QUEUE, true);
    const retry = queue.retry.bind(queue);
    queue.retry = () => Promise.reject(new TransientError('killed'));
    await expect(app.get(Redrive).redrive(id)).rejects.toThrow('killed');
    queue.retry = retry;
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'redriven' });
    expect((await letters())[0]?.state).toBe('open');
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'in-hand' });
    script.job = () => Promise.resolve();
    await queue.setPaused(QUEUE, false);
    await eventually(async () => (await letters())[0]?.state === 'redriven');
  });

  it('says of a letter whose job is not there that it cannot be put back, and leaves it open', async () => {
    const store = app.get(DeadLetterStore);
    const place = { kind: 'job' as const, group: QUEUE, topic: QUEUE, partition: 0, offset: 0, key: 'lost' };
    const at = new Date();
    const id = await store.put({
      ...place,
      ...{ attributes: {}, value: '{}', error: 'Error: cannot', attempts: 2, firstFailedAt: at, lastFailedAt: at },
    });
    const error = `queue ${QUEUE} holds no job lost`;
    expect(await app.get(Redrive).redrive(id)).toEqual({ outcome: 'failed', error });
    expect((await store.find(id))?.state).toBe('open');
  });
});
