import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { anEdition, created } from '#ports/testing/newsletter-builders.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import fc from 'fast-check';
import { NewsletterModule } from '../newsletter.module.js';

const origin = { service: 'ingestion', time: new Date('2026-11-02T07:30:00Z') } as const;
const bridge = anArticle('bridge').titled('Bridge closed');

function published(article: ArticleBuilder): CloudEvent {
  const built = article.build();
  return createEvent(ArticlePublished, { article: built, version: built.version, previousVersion: null }, origin);
}

function withdrawn(article: ArticleBuilder): CloudEvent {
  const { id, version } = article.build();
  return createEvent(ArticleWithdrawn, { articleId: id, version, reason: 'legal', at: '2026-11-02T08:00:00Z' }, origin);
}

describe('Collecting what the log tells', () => {
  let app: StartedApp;
  beforeEach(async () => {
    app = await startApp(NewsletterModule, { dataDir: ':memory:' });
  });
  afterEach(() => app.stop());

  const handled = () =>
    eventually(async () =>
      (await app.get(EventLog).lag()).every(({ lag, group }) => group !== 'newsletter.collector' || lag === 0),
    );
  const append = async (...events: CloudEvent[]): Promise<void> => {
    await app.get(EventLog).append(events);
    await handled();
  };
  const titles = async (...articles: ArticleBuilder[]): Promise<string[]> =>
    (await app.get(CollectedArticleStore).find(articles.map((one) => one.build().id))).map(({ title }) => title);
  const stages = async (): Promise<unknown[]> =>
    (await app.get(EventLog).read({ topic: 'stages', limit: 100 })).map(({ value }): unknown => JSON.parse(value));

  it('ends the same when events are delivered twice', async () => {
    const events = [published(bridge), published(bridge.version(2).titled('Bridge open'))];
    await append(...events);
    const position = await app.get(CollectedArticleStore).position();
    await append(...events);
    expect(await titles(bridge)).toEqual(['Bridge open']);
    expect(await app.get(CollectedArticleStore).position()).toBe(position);
  });

  it('takes a withdrawn article away for good and says so, though an older version comes late', async () => {
    await append(published(bridge), withdrawn(bridge.version(3)), published(bridge.version(2)));
    expect(await titles(bridge)).toEqual([]);
    expect(await stages()).toEqual([
      expect.objectContaining({ version: 3, stage: 'withdrawn', place: 'newsletter', articleId: bridge.build().id }),
    ]);
    await append(published(bridge.version(4).titled('Bridge back')));
    expect(await titles(bridge)).toEqual(['Bridge back']);
  });

  it('ends the same in any order', async () => {
    const events = [
      published(bridge),
      published(bridge.version(2).titled('Bridge open')),
      withdrawn(bridge.version(3)),
      published(bridge.version(4).titled('Bridge back')),
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(events, { minLength: 4 }), fc.integer(), async (shuffled, turn) => {
        const other = anArticle(`other-${turn}`);
        await append(published(other), ...shuffled, ...shuffled.slice(0, 2));
        expect(await titles(bridge)).toEqual(['Bridge back']);
      }),
      { numRuns: 8 },
    );
  });

  it('has editions that hold a changed article made anew, and goes on where it failed halfway', async () => {
    const editions = app.get(EditionStore);
    const edition = anEdition('morning.en.1', { articleIds: [bridge.build().id] });
    await created(editions, edition);
    const touch = editions.touch.bind(editions);
    let failures = 0;
    editions.touch = async (ids) => {
      if ((failures += 1) <= 2) throw new Error('the store is busy');
      return touch(ids);
    };
    await append(published(bridge.version(2).titled('Bridge open')), withdrawn(anArticle('ferry').version(2)));
    await eventually(async () => (await stages()).length === 1);
    expect(failures).toBeGreaterThan(2);
    expect((await editions.find(edition.id))?.revision).toBeGreaterThan(edition.revision);
    expect(await titles(bridge)).toEqual(['Bridge open']);
  });

  it('keeps what an edition shows of an article, the newest correction among it', async () => {
    await append(
      published(
        bridge.with({
          canonicalLanguage: 'de',
          language: 'de-AT',
          corrections: [
            { at: '2026-11-02T07:00:00Z', text: 'old' },
            { at: '2026-11-02T09:00:00+01:00', text: 'new' },
          ],
          authors: [{ name: 'Noreen' }],
          images: [{ url: 'https://news.example/a.jpg', alt: 'A bridge' }],
          trust: { sponsor: 'Bridge Inc', aiUse: 'assisted' },
        }),
      ),
    );
    expect(await app.get(CollectedArticleStore).find([bridge.build().id])).toMatchObject([
      {
        ...{
          language: 'de',
          correction: { text: 'new' },
          authors: ['Noreen'],
          sponsor: 'Bridge Inc',
          aiUse: 'assisted',
        },
        image: { url: 'https://news.example/a.jpg', alt: 'A bridge' },
      },
    ]);
  });
});
