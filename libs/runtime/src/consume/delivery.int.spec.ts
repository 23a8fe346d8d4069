import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import { GROUPS } from '#contracts/topics.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { Controller, Module } from '@nestjs/common';
import { aPublication } from '../testing/an-event.js';
import { startApp, type StartedApp } from '../testing/start-app.js';
import { HandleEvents } from './handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from './received-event.js';
import { Redrive } from './redrive.js';

/** What happens to an article by the name its sender gave it. */
const script = { failures: new Map<string, Error[]>(), calls: [] as string[][] };

@Controller()
class ScriptedIndexer {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 50 })
  async apply(events: readonly ReceivedEvent[]): Promise<void> {
    const names = events.flatMap((event) => (isEvent(ArticlePublished, event) ? [nameOf(event)] : []));
    for (const name of names) {
      const failure = script.failures.get(name)?.shift();
      if (failure !== undefined) throw failure;
    }
    script.calls.push(names);
  }
}

const nameOf = (event: ReceivedEvent<string, ArticlePublished>): string =>
  `${event.data.article.externalId}.${event.data.version}`;

@Module({ controllers: [ScriptedIndexer] })
class ScriptedModule {}

describe('delivery of events to a handler', () => {
  let app: StartedApp;
  beforeEach(async () => {
    script.calls.length = 0;
    script.failures.clear();
    app = await startApp(ScriptedModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  const handled = (): string[] => script.calls.flat();
  const append = (...names: Array<[string, number]>): Promise<void> =>
    app.get(EventLog).append(names.map(([name, version]) => aPublication(name, version)));
  const always = (make: () => Error): Error[] => Array.from({ length: 100 }, make);

  it('hands over every event, each key at most once per batch and in its order', async () => {
    await append(['a', 1], ['b', 1], ['a', 2], ['c', 1], ['a', 3]);
    await eventually(() => handled().length === 5);
    expect(script.calls).toEqual([['a.1', 'b.1', 'c.1'], ['a.2'], ['a.3']]);
  });

  it('puts only the poison aside, handles the others and later events of its key', async () => {
    script.failures.set(
      'b.1',
      always(() => new Error('cannot')),
    );
    await append(['a', 1], ['b', 1], ['c', 1], ['d', 1], ['b', 2]);
    await eventually(() => handled().includes('b.2'));
    expect(handled().sort()).toEqual(['a.1', 'b.2', 'c.1', 'd.1']);
    const [letter] = await app.get(DeadLetterStore).list({ limit: 10 });
    expect(letter).toMatchObject({ group: GROUPS.searchIndexer, error: 'Error: cannot', state: 'open', attempts: 5 });
  });

  it('gives up at once on what is permanent', async () => {
    script.failures.set(
      'a.1',
      always(() => new PermanentError('never')),
    );
    await append(['a', 1]);
    const letter = await eventually(async () => (await app.get(DeadLetterStore).list({ limit: 1 }))[0]);
    expect(letter).toMatchObject({ error: 'PermanentError: never', attempts: 1 });
  });

  it('waits out what is transient without giving anything up', async () => {
    script.failures.set(
      'a.1',
      Array.from({ length: 12 }, () => new TransientError('away')),
    );
    await append(['a', 1], ['b', 1]);
    await eventually(() => handled().length === 2);
    expect(await app.get(DeadLetterStore).countOpen()).toBe(0);
  });

  it('reports the failed stage of the article on the log', async () => {
    script.failures.set(
      'a.1',
      always(() => new PermanentError('never')),
    );
    await append(['a', 1]);
    const [stage] = await eventually(async () => {
      const records = await app.get(EventLog).read({ topic: 'stages', limit: 10 });
      return records.length > 0 && records;
    });
    expect(JSON.parse(stage?.value ?? '')).toMatchObject({
      stage: 'indexed',
      version: 1,
      reason: 'PermanentError: never',
    });
  });

  it('redrives a dead letter through the same handler once', async () => {
    script.failures.set('a.1', [new PermanentError('never')]);
    await append(['a', 1]);
    const letter = await eventually(async () => (await app.get(DeadLetterStore).list({ limit: 1 }))[0]);
    const redrive = app.get(Redrive);
    const outcomes = await Promise.all([redrive.redrive(letter.id), redrive.redrive(letter.id)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['in-hand', 'redriven']);
    expect(await redrive.redrive(letter.id)).toEqual({ outcome: 'settled' });
    expect(handled()).toEqual(['a.1']);
  });
});
