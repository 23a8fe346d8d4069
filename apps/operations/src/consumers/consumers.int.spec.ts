import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { GROUPS } from '#contracts/topics.js';
import { EventLog } from '#ports/event-log.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { gate } from '#ports/testing/job-queue-worker.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { aPublication } from '#runtime/testing/an-event.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { OperationsModule } from '../operations.module.js';
import { ConsumerLagDto } from './consumer-lag.dto.js';

const held = gate();

@Controller()
class Indexer {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 16 })
  async apply(): Promise<void> {
    await held.opened;
  }
}

@Module({ imports: [OperationsModule], controllers: [Indexer] })
class WatchedIndexer {}

const Answer = z.strictObject({ items: z.array(z.strictObject(ConsumerLagDto.shape)) });

describe('The consumers', () => {
  const clock = new TestClock();
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(WatchedIndexer, { dataDir: ':memory:', clock });
  });
  afterAll(async () => {
    held.open();
    await app.stop();
  });
  const rows = async () => Answer.parse(await (await app.fetch('/v1/ops/consumers', { admin: true })).json()).items;

  it('are shown with what each has not handled yet and how old that is', async () => {
    const row = { group: GROUPS.searchIndexer, topic: 'articles', lag: 0, oldestAgeSeconds: 0, paused: false };
    expect(await rows()).toEqual([row]);
    await app.get(EventLog).append([aPublication('one'), aPublication('two')]);
    clock.advance(7_000);
    expect(await rows()).toEqual([{ ...row, lag: 2, oldestAgeSeconds: 7 }]);
    held.open();
    await eventually(async () => (await rows()).every(({ lag }) => lag === 0));
    expect(await rows()).toEqual([row]);
  });
});
