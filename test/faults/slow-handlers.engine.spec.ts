import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { GROUPS } from '#contracts/topics.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { aPublication } from '#runtime/testing/an-event.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { Controller, Module } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Engines } from '../engines/engines.js';

const INSTALL_AND_START_MS = 600_000;
/** Longer than a member of a group may be silent. */
const SLOW_MS = 45_000;
const MIDDLING_MS = 8_000;
const patiently = (what: string) => ({ withinMs: 180_000, what });

/** Names of articles in the order in which their handling began and ended, of all members together. */
const begun: string[] = [];
const ended: string[] = [];

@Controller()
class Slow {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 1 })
  async apply(events: readonly ReceivedEvent[]): Promise<void> {
    for (const event of events) {
      if (!isEvent(ArticlePublished, event)) continue;
      const name = event.data.article.externalId;
      begun.push(name);
      if (name.startsWith('slow')) await pause(SLOW_MS);
      if (name.startsWith('middling')) await pause(MIDDLING_MS);
      ended.push(name);
    }
  }
}

@Module({ controllers: [Slow] })
class SlowModule {}

describe('Handlers that are slow, on real engines', () => {
  let engines: Engines;
  const apps: StartedApp[] = [];
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const join = async (): Promise<StartedApp> => {
    const app = await startApp(SlowModule, { env: engines.env(namespace) });
    apps.push(app);
    return app;
  };
  beforeAll(async () => {
    engines = await Engines.start();
    await join();
  }, INSTALL_AND_START_MS);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await engines.dispose();
  });
  beforeEach(() => {
    begun.length = 0;
    ended.length = 0;
  });

  const append = (names: readonly string[]) => apps[0]?.get(EventLog).append(names.map((name) => aPublication(name)));
  const isDone = async (): Promise<boolean> => {
    const lags = await apps[0]?.get(EventLog).lag();
    return lags?.find(({ group }) => group === GROUPS.searchIndexer)?.lag === 0;
  };
  const letters = () => apps[0]?.get(DeadLetterStore).list({ limit: 10 });
  const some = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what} ${index}`);

  it(`have their ${SLOW_MS / 1000} s, are called once, and hold nobody up in other partitions`, async () => {
    await append(['slow']);
    await eventually(() => begun.includes('slow'), patiently('the slow one'));
    const others = some('quick', 40);
    await append(others);
    await eventually(() => ended.length > others.length / 2, patiently('others beside it'));
    expect(ended).not.toContain('slow');
    await eventually(isDone, patiently('the end'));
    expect([...ended].sort()).toEqual(['slow', ...others].sort());
    expect(begun).toHaveLength(ended.length);
    expect(await letters()).toEqual([]);
  }, 400_000);

  it('finish what they have in hand when a member joins, and the members share the rest', async () => {
    const names = some('middling', 24);
    await append(names);
    await eventually(() => begun.length > 0, patiently('the first'));
    await join();
    await eventually(isDone, patiently('the end'));
    expect(new Set(ended)).toEqual(new Set(names));
    expect(ended).toHaveLength(names.length);
    expect(await letters()).toEqual([]);
  }, 400_000);
});
