import { PermanentError, TransientError } from '#contracts/errors.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { GROUPS } from '#contracts/topics.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { Controller, Module } from '@nestjs/common';
import { aPublication } from '../testing/an-event.js';
import { startApp } from '../testing/start-app.js';
import { HandleEvents } from './handle-events.decorator.js';
import { RedriveRequests } from './redrive-requests.js';

const script = { failure: undefined as Error | undefined };

@Controller()
class Indexer {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: 16 })
  async apply(): Promise<void> {
    if (script.failure !== undefined) throw script.failure;
  }
}

@Module({ controllers: [Indexer] })
class IndexerModule {}

describe('A redrive that another process asks for', () => {
  it('is done where the handler runs, and answered with what the handler said', async () => {
    const app = await startApp(IndexerModule, { dataDir: ':memory:', env: { COURANT_SERVICES: 'search' } });
    try {
      script.failure = new PermanentError('cannot');
      await app.get(EventLog).append([aPublication('a')]);
      const store = app.get(DeadLetterStore);
      const letter = await eventually(async () => (await store.list({ limit: 1 }))[0]);
      const other = app.get(RedriveRequests);
      script.failure = new PermanentError('still cannot');
      const error = 'PermanentError: still cannot';
      expect(await other.ask(letter)).toEqual({ outcome: 'failed', error });
      const failed = await store.find(letter.id);
      expect(failed).toMatchObject({ state: 'open', error });
      script.failure = new TransientError('away');
      expect(await other.ask(failed ?? letter)).toEqual({ outcome: 'failed', error: 'away' });
      // The letter and the answer tell of failures: the queue counts none.
      const queues = await app.get(JobQueue).counts();
      const requests = queues.find(({ queue }) => queue === `redrive.${GROUPS.searchIndexer}`);
      expect(requests?.counts).toMatchObject({ waiting: 0, active: 0, failed: 0 });
      script.failure = undefined;
      expect(await other.ask(failed ?? letter)).toEqual({ outcome: 'done' });
      expect((await store.find(letter.id))?.state).toBe('redriven');
    } finally {
      await app.stop();
    }
  });
});
