import { EditionId, NewsletterId } from '#contracts/ids.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { anEdition, created } from '#ports/testing/newsletter-builders.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { TestNewsroom, type EditionShown } from '../testing/test-newsroom.js';

interface Feed {
  readonly version: string;
  readonly title: string;
  readonly feed_url: string;
  readonly next_url?: string;
  readonly items: ReadonlyArray<{ readonly id: string; readonly language: string; readonly content_text: string }>;
}

describe('The archive of a newsletter', () => {
  const storm = anArticle('storm').in('en').titled('Storm <script>alert(1)</script> & flood');
  const calm = anArticle('calm').in('en').titled('Calm again');
  let server: RealServer;
  let newsroom: TestNewsroom;
  let edition = '';
  beforeAll(async () => {
    server = await RealServer.start();
    newsroom = await TestNewsroom.start(server);
    await newsroom.newsletter('morning');
    await newsroom.subscriber('ann@reader.example', 'morning', { language: 'en' });
    await newsroom.publish(storm, calm);
    const started = await newsroom.send('POST', '/v1/newsletters/morning/editions', {});
    edition = ((await started.json()) as { editions: EditionShown[] }).editions[0]?.id ?? '';
    await newsroom.finished(edition);
  });
  afterAll(async () => {
    await newsroom.stop();
    await server.stop();
  });
  const feed = async (): Promise<Feed> => (await (await newsroom.get('/n/morning/feed.json')).json()) as Feed;

  it('lists the editions that went out, each with its page, for anyone', async () => {
    const list = await newsroom.get('/n/morning');
    expect(list.status).toBe(200);
    const page = await list.text();
    expect(page).toContain('The morning');
    expect(page).toContain(`/e/${edition}`);
    const one = await newsroom.get(`/e/${edition}`);
    expect(one.status).toBe(200);
    expect(await one.text()).toContain('Calm again');
  });

  it('runs nothing that an article holds, and shows no personal link', async () => {
    for (const path of ['/n/morning', `/e/${edition}`]) {
      const page = await (await newsroom.get(path)).text();
      expect(page).toMatch(/Storm &lt;script(>|&gt;)alert/);
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('/s/');
    }
  });

  it('is a JSON Feed, too', async () => {
    const response = await newsroom.get('/n/morning/feed.json');
    expect(response.headers.get('content-type')).toContain('application/feed+json');
    expect(await feed()).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The morning',
      feed_url: `${newsroom.app.url}/n/morning/feed.json`,
      items: [{ id: `${newsroom.app.url}/e/${edition}`, language: 'en' }],
    });
  });

  it('is told apart by the language of the reader', async () => {
    for (const path of ['/n/morning', `/e/${edition}`, '/subscribe'])
      expect((await newsroom.get(path)).headers.get('vary')).toBe('accept-language');
    expect((await newsroom.form('/subscribe', { email: 'no' })).headers.get('vary')).toBe('accept-language');
  });

  it('answers 304 to who has it already', async () => {
    for (const path of ['/n/morning', '/n/morning/feed.json', `/e/${edition}`]) {
      const etag = (await newsroom.get(path)).headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      expect((await newsroom.get(path, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('holds no edition that is only planned, or was stopped before it went out', async () => {
    const editions = newsroom.app.get(EditionStore);
    await created(editions, anEdition('paused-one', { articleIds: [calm.build().id] }));
    await editions.move(EditionId.parse('paused-one'), ['planned'], 'paused', new Date());
    await created(editions, anEdition('planned-one', { articleIds: [calm.build().id] }));
    await created(editions, anEdition('canceled-one', { articleIds: [calm.build().id] }));
    await editions.move(EditionId.parse('canceled-one'), ['planned'], 'canceled', new Date());
    const text = `${await (await newsroom.get('/n/morning')).text()} ${JSON.stringify(await feed())}`;
    for (const id of ['planned-one', 'paused-one', 'canceled-one']) {
      expect((await newsroom.get(`/e/${id}`)).status).toBe(404);
      expect(text).not.toContain(id);
    }
  });

  it('keeps the page of one that was canceled after somebody got it', async () => {
    const id = EditionId.parse('canceled-late');
    const [reader] = await newsroom.app.get(SubscriberStore).list({ limit: 1 });
    const readers = reader === undefined ? [] : [reader.id];
    const ledger = newsroom.app.get(SendLedger);
    await created(newsroom.app.get(EditionStore), anEdition(id, { articleIds: [calm.build().id] }));
    await ledger.plan(id, readers, new Date());
    await ledger.claim(id, readers, 'a sender', new Date());
    await ledger.settle(
      id,
      readers.map((subscriber) => ({ subscriber, state: 'sent', reply: '250' })),
      'a sender',
      new Date(),
    );
    await newsroom.app.get(EditionStore).move(id, ['planned'], 'canceled', new Date());
    expect((await newsroom.get(`/e/${id}`)).status).toBe(200);
  });

  it('goes on page by page to its beginning, in page and feed', async () => {
    await newsroom.newsletter('long');
    const newsletter = NewsletterId.parse('long');
    const ids = Array.from({ length: 65 }, (_, day) => `long-${String(day).padStart(2, '0')}`);
    for (const [day, id] of ids.entries()) {
      const slot = new Date(Date.UTC(2026, 5, 1 + day)).toISOString();
      await created(newsroom.app.get(EditionStore), anEdition(id, { newsletter, slot, state: 'finished' }));
    }
    const pages: string[][] = [];
    let next: string | undefined = '/n/long?ui=de';
    while (next !== undefined) {
      const page: string = await (await newsroom.get(next)).text();
      pages.push([...page.matchAll(/\/e\/(long-\d+)/g)].map(([, id]) => id ?? ''));
      next = /rel="next" href="([^"]+)">Ältere Ausgaben</.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(pages.map(({ length }) => length)).toEqual([30, 30, 5]);
    expect(pages.flat()).toEqual(ids.toReversed());
    const fed: string[] = [];
    let url: string | undefined = '/n/long/feed.json';
    while (url !== undefined) {
      const { items, next_url }: Feed = await newsroom.json<Feed>(url);
      fed.push(...items.map(({ id }) => id.split('/e/')[1] ?? ''));
      url = next_url?.slice(newsroom.app.url.length);
    }
    expect(fed).toEqual(ids.toReversed());
    for (const path of ['/n/morning', '/n/morning/feed.json']) {
      expect((await newsroom.get(`${path}?before=none`)).status).toBe(404);
      expect((await newsroom.get(`${path}?before=long-01`)).status).toBe(404);
    }
  });

  it.each(['/n/none', '/n/none/feed.json', '/e/none'])('has nothing at %s', async (path) => {
    expect((await newsroom.get(path)).status).toBe(404);
  });

  it('no longer shows an article that was withdrawn', async () => {
    await newsroom.withdraw(storm);
    for (const path of ['/n/morning', `/e/${edition}`, '/n/morning/feed.json']) {
      const text = await (await newsroom.get(path)).text();
      expect(text).not.toContain('Storm');
      expect(text).toContain('Calm again');
    }
  });
});
