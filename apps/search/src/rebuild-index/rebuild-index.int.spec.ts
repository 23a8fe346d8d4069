import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { SearchRebuild } from '#contracts/search-rebuild.js';
import { SmallMeilisearch } from '#distributed/testing/small-meilisearch.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue, type Job } from '#ports/job-queue.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { aSearch, put, titlesOf } from '#ports/testing/a-search.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SearchModule } from '../search.module.js';
import { RebuildIndex } from './rebuild-index.job.js';
import { REBUILD_QUEUE } from './rebuild-queue.js';

const origin = { service: 'ingestion', time: new Date('2026-11-02T07:30:00Z') } as const;
const bridge = anArticle('bridge').titled('Bridge');
const ferry = anArticle('ferry').titled('Ferry');

function published(article: ArticleBuilder): CloudEvent {
  const built = article.build();
  const { version } = built;
  return createEvent(ArticlePublished, { article: built, version, previousVersion: version - 1 || null }, origin);
}

function withdrawn(article: ArticleBuilder): CloudEvent {
  const { id, version } = article.build();
  return createEvent(ArticleWithdrawn, { articleId: id, version, reason: 'legal', at: '2026-11-02T08:00:00Z' }, origin);
}

const append = (app: StartedApp, ...events: CloudEvent[]): Promise<void> => app.get(EventLog).append(events);
const titles = async (app: StartedApp): Promise<string[]> =>
  titlesOf(await app.get(SearchIndex).search(aSearch('', { limit: 100 }))).sort();
const indexed = (app: StartedApp, ...wanted: string[]): Promise<unknown> =>
  eventually(async () => JSON.stringify(await titles(app)) === JSON.stringify(wanted));
const ask = async (app: StartedApp): Promise<SearchRebuild> => {
  const response = await app.fetch('/v1/search/rebuild', { method: 'POST', admin: true });
  expect(response.status).toBe(202);
  return SearchRebuild.parse(await response.json());
};
const show = async (app: StartedApp, id: string): Promise<SearchRebuild> => {
  const response = await app.fetch(`/v1/search/rebuild/${id}`, { admin: true });
  return SearchRebuild.parse(await response.json());
};
const finished = (app: StartedApp, id: string): Promise<SearchRebuild> =>
  eventually(async () => {
    const rebuild = await show(app, id);
    return rebuild.state === 'finished' && rebuild;
  });

describe('rebuilding the search index', () => {
  let app: StartedApp;
  beforeEach(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  it('is for administrators, and tells of no rebuild that was never asked for', async () => {
    expect((await app.fetch('/v1/search/rebuild', { method: 'POST' })).status).toBe(401);
    expect((await app.fetch('/v1/search/rebuild/x', { admin: true })).status).toBe(404);
  });

  it('ends with every article that the log tells of, and no other', async () => {
    await append(app, published(bridge), published(bridge.version(2).titled('Bridge 2')), published(ferry));
    await append(app, published(anArticle('gone').titled('Gone')), withdrawn(anArticle('gone').version(2)));
    await indexed(app, 'Bridge 2', 'Ferry');
    await app.get(SearchIndex).apply([put(anArticle('stray').titled('Stray').build())]);
    expect((await finished(app, (await ask(app)).id)).attempts).toBe(1);
    expect(await titles(app)).toEqual(['Bridge 2', 'Ferry']);
  });

  it('goes on once, whoever else asks while it does', async () => {
    await append(app, published(bridge));
    await indexed(app, 'Bridge');
    const index = app.get(SearchIndex);
    const finish = index.finishRebuild.bind(index);
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    index.finishRebuild = async (rebuild) => {
      await held;
      await finish(rebuild);
    };
    const first = await ask(app);
    await eventually(async () => (await show(app, first.id)).state === 'active');
    expect((await ask(app)).id).toBe(first.id);
    await append(app, published(anArticle('late').titled('Late')));
    await indexed(app, 'Bridge', 'Late');
    goOn();
    await finished(app, first.id);
    expect(await titles(app)).toEqual(['Bridge', 'Late']);
  });

  it('keeps no article out because the index refuses another', async () => {
    const index = app.get(SearchIndex);
    await append(app, published(bridge), published(anArticle('poison').titled('Poison')), published(ferry));
    await indexed(app, 'Bridge', 'Ferry', 'Poison');
    const fill = index.fillRebuild.bind(index);
    index.fillRebuild = async (rebuild, changes) => {
      const poison = changes.find((change) => change.kind === 'put' && change.article.title === 'Poison');
      if (poison !== undefined) throw new PermanentError('refused');
      await fill(rebuild, changes);
    };
    await finished(app, (await ask(app)).id);
    expect(await titles(app)).toEqual(expect.arrayContaining(['Bridge', 'Ferry']));
  });

  it('is begun again by the next process when its own ends', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'courant-rebuild-'));
    const before = await startApp(SearchModule, { dataDir });
    await append(before, published(bridge), published(ferry));
    await indexed(before, 'Bridge', 'Ferry');
    const index = before.get(SearchIndex);
    let filled = false;
    index.fillRebuild = async () => {
      filled = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new TransientError('the process ends');
    };
    const { id } = await ask(before);
    await eventually(async () => filled);
    await before.stop();
    const after = await startApp(SearchModule, { dataDir });
    try {
      expect((await finished(after, id)).attempts).toBeGreaterThan(1);
      expect(await titles(after)).toEqual(['Bridge', 'Ferry']);
    } finally {
      await after.stop();
      rmSync(dataDir, { recursive: true });
    }
  });

  describe('that another release asked for', () => {
    const outdated = (askedAt: number): Job => ({
      ...{ queue: REBUILD_QUEUE, id: 'x', state: 'active', attempts: 1, runAt: new Date(0) },
      data: { reason: 'outdated', askedAt },
    });
    const run = (job: Job): Promise<void> => app.get(RebuildIndex).run(job, new AbortController().signal);

    it('is left to that release, and given up when none of its processes took it', async () => {
      await app.get(SearchIndex).apply([put(bridge.build())]);
      await expect(run(outdated(Date.now()))).rejects.toThrow(TransientError);
      await run(outdated(Date.now() - 3_600_000));
      expect(await titles(app)).toEqual(['Bridge']);
    });
  });
});

describe('an index in Meilisearch that an earlier release made', () => {
  it('is rebuilt with the settings of this one when a process starts, and answers meanwhile', async () => {
    const server = new SmallMeilisearch();
    const env = {
      ...{ COURANT_SEARCH_ENGINE: 'meilisearch', COURANT_MEILI_URL: await server.start() },
      COURANT_NAMESPACE: 'test',
    };
    const dataDir = mkdtempSync(join(tmpdir(), 'courant-rebuild-'));
    try {
      const before = await startApp(SearchModule, { dataDir, env });
      await append(before, published(bridge), published(ferry));
      await indexed(before, 'Bridge', 'Ferry');
      await before.stop();
      server.indexes.get('test_articles')!.settings = { rankingRules: ['words'] };
      const after = await startApp(SearchModule, { dataDir, env });
      expect(await titles(after)).toEqual(['Bridge', 'Ferry']);
      await eventually(async () => 'searchableAttributes' in (server.indexes.get('test_articles')?.settings ?? {}));
      await eventually(async () => server.indexes.size === 1);
      expect(await titles(after)).toEqual(['Bridge', 'Ferry']);
      await eventually(async () => (await after.get(JobQueue).list(REBUILD_QUEUE, 'finished', 5)).length === 1);
      expect(await after.get(SearchIndex).needsRebuild()).toBe(false);
      await after.stop();
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true });
    }
  });
});
