import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { PermanentError } from '#contracts/errors.js';
import type { Article } from '#contracts/article.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { aSearch, titlesOf } from '#ports/testing/a-search.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { SearchModule } from '../search.module.js';

const origin = { service: 'ingestion', time: new Date('2026-11-02T07:30:00Z') } as const;

function published(article: ArticleBuilder): CloudEvent {
  const built: Article = article.build();
  const { version } = built;
  return createEvent(ArticlePublished, { article: built, version, previousVersion: version - 1 || null }, origin);
}

function withdrawn(article: ArticleBuilder): CloudEvent {
  const { id, version } = article.build();
  return createEvent(ArticleWithdrawn, { articleId: id, version, reason: 'legal', at: '2026-11-02T08:00:00Z' }, origin);
}

describe('indexing what the log tells', () => {
  let app: StartedApp;
  beforeEach(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  const append = (...events: CloudEvent[]): Promise<void> => app.get(EventLog).append(events);
  const titles = async (): Promise<string[]> =>
    titlesOf(await app.get(SearchIndex).search(aSearch('', { sort: 'oldest' })));
  const stages = async (): Promise<Array<Record<string, unknown>>> =>
    (await app.get(EventLog).read({ topic: 'stages', limit: 100 })).map(
      ({ value }) => JSON.parse(value) as Record<string, unknown>,
    );
  const bridge = anArticle('bridge').titled('Bridge closed');

  it('makes a published article findable and says so on its receipt', async () => {
    await append(published(bridge));
    await eventually(async () => (await titles()).length === 1);
    const [stage] = await eventually(async () => {
      const found = await stages();
      return found.length > 0 && found;
    });
    expect(stage).toMatchObject({ articleId: bridge.build().id, version: 1, stage: 'indexed' });
  });

  it('takes a withdrawn article out and says so', async () => {
    await append(published(bridge), withdrawn(bridge.version(2)));
    const found = await eventually(async () => {
      const told = await stages();
      return told.length === 2 && told;
    });
    expect(found[1]).toMatchObject({ version: 2, stage: 'withdrawn', place: 'search' });
    expect(await titles()).toEqual([]);
  });

  it('ends the same when events are delivered twice', async () => {
    const events = [
      published(bridge),
      published(bridge.version(2).titled('Bridge open')),
      published(anArticle('ferry').titled('Ferry')),
    ];
    await append(...events);
    await eventually(async () => (await titles()).length === 2);
    await append(...events);
    await append(published(anArticle('last').titled('Last')));
    await eventually(async () => (await titles()).includes('Last'));
    expect((await titles()).sort()).toEqual(['Bridge open', 'Ferry', 'Last']);
  });

  it('ends the same when events come out of order', async () => {
    await append(withdrawn(bridge.version(3)), published(bridge.version(2).titled('Late')), published(bridge));
    await append(published(anArticle('ferry').version(2).titled('New')), published(anArticle('ferry').titled('Old')));
    await append(published(anArticle('last').titled('Last')));
    await eventually(async () => (await titles()).includes('Last'));
    expect((await titles()).sort()).toEqual(['Last', 'New']);
  });

  it('goes on with the others when one fails, and takes it in once it is redriven', async () => {
    const index = app.get(SearchIndex);
    const apply = index.apply.bind(index);
    let refuses = true;
    index.apply = async (changes) => {
      await apply(changes.slice(0, 1));
      if (refuses && changes.some((change) => change.kind === 'put' && change.article.title === 'Poison')) {
        throw new PermanentError('half done');
      }
      await apply(changes);
    };
    await append(
      published(anArticle('a').titled('A')),
      published(anArticle('p').titled('Poison')),
      published(anArticle('b').titled('B')),
    );
    const letter = await eventually(async () => (await app.get(DeadLetterStore).list({ limit: 5 }))[0]);
    expect(letter.error).toBe('PermanentError: half done');
    await eventually(async () => (await titles()).includes('B'));
    refuses = false;
    expect((await app.get(Redrive).redrive(letter.id)).outcome).toBe('redriven');
    expect((await titles()).sort()).toEqual(['A', 'B', 'Poison']);
  });
});
