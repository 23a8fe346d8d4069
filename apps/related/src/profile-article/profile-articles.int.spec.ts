import type { CloudEvent } from '#contracts/cloud-event.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { RelatedModule } from '../related.module.js';
import { published, receivedPublication, withdrawn } from '../testing/log-events.js';
import { UpdateLists } from '../find-neighbours/update-lists.js';
import { signed, themed } from '../testing/themes.js';
import { ProfileArticlesHandler } from './profile-articles.handler.js';
import { ProfileArticles } from './profile-articles.js';

const idOf = (builder: ArticleBuilder): string => builder.build().id;

describe('relating what the log tells', () => {
  let app: StartedApp;
  let clock: TestClock;
  beforeEach(async () => {
    clock = new TestClock(new Date('2026-11-02T08:00:00Z'));
    app = await startApp(RelatedModule, { dataDir: ':memory:', clock });
  });
  afterEach(() => app.stop());

  const append = (...events: CloudEvent[]): Promise<void> => app.get(EventLog).append(events);
  const neighbours = async (of: ArticleBuilder): Promise<string[] | undefined> =>
    (await app.get(RelatedStore).list(idOf(of)))?.items.map(({ id }) => id);
  const stages = async (): Promise<Array<Record<string, unknown>>> =>
    (await app.get(EventLog).read({ topic: 'stages', limit: 100 })).map(
      ({ value }) => JSON.parse(value) as Record<string, unknown>,
    );
  const told = (count: number) => eventually(async () => (await stages()).length === count);
  const [one, two, three] = [themed('harbour', 1), themed('harbour', 2), themed('harbour', 3)];
  const bank = themed('bank', 1);

  it('gives an article its neighbours, improves their lists and says so on its receipt', async () => {
    await append(published(one), published(two));
    await told(2);
    await append(published(three), published(bank));
    await told(4);
    expect(new Set(await neighbours(one))).toEqual(new Set([idOf(two), idOf(three)]));
    expect(new Set(await neighbours(three))).toEqual(new Set([idOf(one), idOf(two)]));
    expect((await stages())[0]).toMatchObject({ articleId: idOf(one), version: 1, stage: 'related' });
  });

  it('takes a withdrawn article out of all lists, fills them up and says so', async () => {
    await append(published(one), published(two), published(three));
    await told(3);
    await append(withdrawn(two.version(2)));
    await told(4);
    expect((await stages()).at(-1)).toMatchObject({ version: 2, stage: 'withdrawn', place: 'related' });
    expect(await neighbours(two)).toBeUndefined();
    expect(await neighbours(one)).toEqual([idOf(three)]);
  });

  it('profiles a new version anew and changes the lists it was in', async () => {
    await append(published(one), published(two), published(bank));
    await told(3);
    await append(published(themed('bank', 2).with({ id: two.build().id, version: 2 })));
    await told(4);
    expect(await neighbours(one)).toEqual([]);
    expect(await neighbours(bank)).toEqual([idOf(two)]);
  });

  it('ends the same when events are delivered twice', async () => {
    const events = [published(one), published(two), published(three), withdrawn(two.version(2))];
    await append(...events);
    await told(4);
    const before = await app.get(RelatedStore).list(idOf(one));
    await append(...events, published(bank));
    await eventually(async () => (await neighbours(bank)) !== undefined);
    expect(await app.get(RelatedStore).list(idOf(one))).toEqual(before);
    expect(await neighbours(two)).toBeUndefined();
  });

  it('ends the same when events come out of order', async () => {
    await append(published(one), withdrawn(two.version(3)), published(two), published(three.version(2)));
    await append(published(two.version(2)), published(themed('bank', 5).with({ id: three.build().id })));
    await told(6);
    expect(await neighbours(two)).toBeUndefined();
    expect(await neighbours(one)).toEqual([idOf(three)]);
  });

  it('makes the list of an article whose profile was stored before a crash', async () => {
    await app.get(ProfileArticles).put([one.build(), two.build()]);
    expect(await neighbours(one)).toBeUndefined();
    await app.get(ProfileArticlesHandler).apply([receivedPublication(one), receivedPublication(two)]);
    expect(await neighbours(one)).toEqual([idOf(two)]);
    expect(await neighbours(two)).toEqual([idOf(one)]);
  });

  it('makes no list of others anew for first versions that come again', async () => {
    const many = Array.from({ length: 12 }, (_, n) => themed('harbour', 20 + n));
    const handler = app.get(ProfileArticlesHandler);
    await handler.apply(many.map(receivedPublication));
    const lists = app.get(UpdateLists);
    const remade: string[] = [];
    const remake = lists.remake.bind(lists);
    lists.remake = (ids) => {
      remade.push(...ids);
      return remake(ids);
    };
    const [first] = many;
    await handler.apply([first, many[1]].flatMap((one) => (one === undefined ? [] : [receivedPublication(one)])));
    expect(remade).toEqual([]);
    await handler.apply(first === undefined ? [] : [receivedPublication(first.version(2))]);
    expect(remade.length).toBeGreaterThan(0);
  });

  it('gives up between lists when it has overrun its time', async () => {
    const overrun = new AbortController();
    const delivered = [one, two].map(receivedPublication);
    const articles = app.get(ProfileArticles);
    const put = articles.put.bind(articles);
    articles.put = async (...given) => {
      overrun.abort(new Error('out of time'));
      return put(...given);
    };
    const working = app.get(ProfileArticlesHandler).apply(delivered, overrun);
    await expect(working).rejects.toThrow('out of time');
    articles.put = put;
    expect(await neighbours(one)).toBeUndefined();
    await app.get(ProfileArticlesHandler).apply(delivered);
    expect(await neighbours(one)).toEqual([idOf(two)]);
  });

  it('goes on with the others when one fails halfway, and relates it once it is redriven', async () => {
    const lists = app.get(RelatedStore);
    const put = lists.put.bind(lists);
    let refuses = true;
    lists.put = async (written) => {
      if (refuses && written.some(({ articleId }) => articleId === idOf(two))) throw new Error('half done');
      return put(written);
    };
    await append(published(one), published(two), published(three));
    const letter = await eventually(async () => (await app.get(DeadLetterStore).list({ limit: 5 }))[0]);
    expect(letter.error).toContain('half done');
    await eventually(async () => (await neighbours(three))?.includes(idOf(one)) === true);
    refuses = false;
    expect((await app.get(Redrive).redrive(letter.id)).outcome).toBe('redriven');
    expect(new Set(await neighbours(two))).toEqual(new Set([idOf(one), idOf(three)]));
    expect(await neighbours(one)).toContain(idOf(two));
  });

  it('leaves copies out, whole and shortened ones, both ways', async () => {
    const sentences = Array.from(
      { length: 12 },
      (_, n) => `The harbour of Ellerby saw storm s${n} when boat b${n} left quay q${n}.`,
    );
    const long = signed(anArticle('long').saying(sentences.join(' ')));
    const cut = signed(anArticle('cut').saying(sentences.slice(0, 5).join(' ')));
    const same = signed(anArticle('same').titled('Another headline').saying(`${long.build().text} So it was.`));
    await append(published(long), published(cut), published(same), published(two));
    await told(4);
    expect(await neighbours(long)).toEqual([idOf(two)]);
    expect(await neighbours(cut)).toEqual([idOf(two)]);
    expect(await neighbours(same)).toEqual([idOf(two)]);
    expect(await neighbours(two)).toHaveLength(1);
  });

  it('names translations as such and shows one of a group', async () => {
    const group = { translationGroup: 'surge' };
    const german = anArticle('de')
      .in('de')
      .titled('Sturmflut')
      .saying('Die Fähren bleiben im Hafen von Ellerby.')
      .with(group);
    const french = anArticle('fr').in('fr').titled('Tempête').saying('Les ferries restent au port.').with(group);
    await append(published(one.with(group)), published(german), published(french), published(two));
    await told(4);
    const list = await app.get(RelatedStore).list(idOf(one), 'fr');
    const translation = list?.items.find(({ id }) => id === idOf(french));
    expect(translation?.reasons[0]).toMatchObject({ kind: 'translation' });
    expect(list?.items.map(({ id }) => id)).not.toContain(idOf(german));
    expect((await neighbours(two))?.filter((id) => [one, german, french].map(idOf).includes(id))).toHaveLength(1);
  });

  it('serves no article that has expired', async () => {
    await append(published(one), published(two.with({ expiresAt: '2026-11-02T09:00:00Z' })));
    await told(2);
    expect(await neighbours(one)).toEqual([idOf(two)]);
    clock.set('2026-11-02T09:00:00Z');
    expect(await neighbours(one)).toEqual([]);
    expect(await neighbours(two)).toBeUndefined();
    expect(await app.get(PostingStore).count()).toBe(2);
  });
});
