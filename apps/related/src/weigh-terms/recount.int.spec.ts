import { GROUPS } from '#contracts/topics.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { TermFrequencyStore } from '#ports/term-frequency-store.port.js';
import { eventually } from '#ports/testing/eventually.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { ProfileArticlesHandler } from '../profile-article/profile-articles.handler.js';
import { RelatedModule } from '../related.module.js';
import { published, receivedPublication } from '../testing/log-events.js';
import { themed } from '../testing/themes.js';
import { CountTerms } from './count-terms.js';
import { Recount } from './recount.job.js';
import { RECOUNT_QUEUE } from './recount-queue.js';

const THEMES = ['harbour', 'bank', 'football'] as const;
const articles = Array.from({ length: 90 }, (_, number) => themed(THEMES[number % 3] ?? 'bank', number));

async function relateAll(app: StartedApp, order: typeof articles): Promise<void> {
  for (let from = 0; from < order.length; from += 16) {
    await app.get(ProfileArticlesHandler).apply(order.slice(from, from + 16).map(receivedPublication));
  }
}

describe('counting the terms', () => {
  let app: StartedApp;
  beforeEach(async () => {
    app = await startApp(RelatedModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  it('happens by itself once an archive has grown, and makes the lists anew', async () => {
    await relateAll(app, articles);
    await eventually(async () => (await app.get(TermFrequencyStore).generation()) === 1, { withinMs: 20_000 });
    const { archive, tables } = await app.get(TermFrequencyStore).read();
    expect(archive).toBeGreaterThanOrEqual(64);
    expect(tables.map(({ language }) => language)).toEqual(['en']);
    const counts = await eventually(async () => {
      const [queue] = (await app.get(JobQueue).counts()).filter((each) => each.queue === RECOUNT_QUEUE);
      return queue?.counts.finished === 1 && queue.counts;
    });
    expect(counts.failed).toBe(0);
  }, 40_000);

  it('counts in how many articles a term stands', async () => {
    await relateAll(app, articles.slice(0, 9));
    await app.get(CountTerms).run(new AbortController().signal);
    const { archive, tables } = await app.get(TermFrequencyStore).read();
    expect(archive).toBe(9);
    expect(tables[0]).toMatchObject({ language: 'en', profiles: 9 });
    expect(Math.max(...(tables[0]?.counts ?? []))).toBe(3);
    expect(Math.min(...(tables[0]?.counts ?? []))).toBe(2);
  });

  it('ends in the same lists whatever the order in which the articles came', async () => {
    const lists: unknown[] = [];
    for (const order of [articles.slice(0, 40), articles.slice(0, 40).reverse()]) {
      const each = await startApp(RelatedModule, { dataDir: ':memory:' });
      await relateAll(each, order);
      await each.get(Recount).run(aJob(), new AbortController().signal);
      lists.push(await each.get(RelatedStore).lists(articles.slice(0, 40).map((article) => article.build().id)));
      await each.stop();
    }
    expect(lists[0]).toEqual(lists[1]);
  }, 40_000);

  describe('while articles wait to be related', () => {
    const backlog = Array.from({ length: 320 }, (_, number) => published(themed(THEMES[number % 3] ?? 'bank', number)));
    const waiting = async (): Promise<number> => {
      const lags = await app.get(EventLog).lag();
      return lags.find(({ group }) => group === GROUPS.relatedProfiler)?.lag ?? 0;
    };

    it('leaves the lists, then makes them by a count of all', async () => {
      await app.get(EventLog).append(backlog);
      expect(await waiting()).toBeGreaterThan(0);
      await app.get(Recount).run(aJob(), new AbortController().signal);
      expect(await waiting()).toBe(0);
      const { archive } = await app.get(TermFrequencyStore).read();
      expect(archive * 1.1).toBeGreaterThan(backlog.length);
    }, 60_000);

    it('stops at once when it is told to', async () => {
      const stop = new AbortController();
      await app.get(EventLog).append(backlog);
      const run = app.get(Recount).run(aJob(), stop.signal);
      stop.abort();
      await expect(run).rejects.toThrow(/abort/i);
      expect(await waiting()).toBeGreaterThan(0);
    });
  });

  it('is left where the archive is what it was', async () => {
    await relateAll(app, articles.slice(0, 9));
    await app.get(Recount).run(aJob(), new AbortController().signal);
    await app.get(Recount).run(aJob(), new AbortController().signal);
    expect(await app.get(TermFrequencyStore).generation()).toBe(1);
  });
});

function aJob(): Parameters<Recount['run']>[0] {
  return { queue: RECOUNT_QUEUE, id: 'test', data: {}, state: 'active', attempts: 1, runAt: new Date(0) };
}
