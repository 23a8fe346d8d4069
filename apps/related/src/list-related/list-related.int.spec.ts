import { ArticleStore } from '#ports/article-store.port.js';
import { aHead, aPublicForm, aWrite } from '#ports/testing/article-write-builder.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { ProfileArticlesHandler } from '../profile-article/profile-articles.handler.js';
import { RelatedModule } from '../related.module.js';
import { receivedPublication, receivedWithdrawal } from '../testing/log-events.js';

const surge = anArticle('surge')
  .titled('Storm surge closes the harbour of Ellerby')
  .saying('The storm surge closed the harbour of Ellerby on Sunday. The barrage was shut at dawn by Noreen Applegarth.')
  .with({ places: ['Ellerby'], sections: ['North'] });
const quay = anArticle('quay')
  .titled('Ellerby clears its harbour')
  .saying('Noreen Applegarth counted forty boats on the quay. The storm has passed and the barrage opened at noon.')
  .with({ places: ['Ellerby'], sections: ['North'], publishedAt: '2026-11-02T20:00:00Z' });
const boats = anArticle('boats')
  .titled('Boats of the harbour')
  .saying('Forty boats of the harbour were counted when the storm and the surge had gone.')
  .publishedAt('2026-10-20T06:00:00Z');

interface Answer {
  readonly items: Array<{
    id: string;
    title: string;
    score: number;
    text: string;
    reasons: Array<{ kind: string; values: string[]; weight: number }>;
  }>;
}

describe('GET /v1/articles/{id}/related', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(RelatedModule, { dataDir: ':memory:' });
    await app.get(ProfileArticlesHandler).apply([surge, quay, boats].map(receivedPublication));
  });
  afterAll(() => app.stop());

  const get = (of: ArticleBuilder, query = '', headers: Record<string, string> = {}): Promise<Response> =>
    app.fetch(`/v1/articles/${of.build().id}/related${query}`, { headers });
  const answer = async (...parameters: Parameters<typeof get>): Promise<Answer> =>
    (await (await get(...parameters)).json()) as Answer;

  it('answers the nearest first, each with score, reasons and a sentence', async () => {
    const { items } = await answer(surge);
    expect(items.map(({ title }) => title)).toEqual(['Ellerby clears its harbour', 'Boats of the harbour']);
    const [first] = items;
    expect(first?.text).toMatch(/^Shares .*Applegarth.*harbour.*; same section: North; same day\.$/);
    expect(first?.reasons[0]).toMatchObject({ kind: expect.any(String), values: expect.any(Array) });
    expect(first?.score).toBeGreaterThan(items[1]?.score ?? 1);
    expect(items[1]?.text).not.toContain('same day');
  });

  it('speaks the language that is wished or else accepted', async () => {
    const german = await answer(surge, '', { 'accept-language': 'de-AT, en;q=0.5' });
    expect(german.items[0]?.text).toMatch(/^Gemeinsam: .*; vom selben Tag\.$/);
    const french = await answer(surge, '?lang=fr', { 'accept-language': 'de' });
    expect(french.items[0]?.text).toMatch(/^En commun : /);
    expect((await get(surge)).headers.get('vary')).toBe('accept-language');
  });

  it('gives every value of the reasons when it is to explain', async () => {
    const values = async (query: string): Promise<number> =>
      Math.max(
        ...(await answer(surge, query)).items.flatMap(({ reasons }) => reasons.map((reason) => reason.values.length)),
      );
    expect(await values('')).toBeLessThanOrEqual(3);
    expect(await values('?explain=1')).toBeGreaterThan(3);
  });

  it('answers as many as asked for', async () => {
    expect((await answer(surge, '?limit=1')).items).toHaveLength(1);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=101', '/limit'],
    ['?lang=!', '/lang'],
    ['?explain=maybe', '/explain'],
    ['?colour=red', '/colour'],
  ])('refuses %s and names the parameter', async (query, pointer) => {
    const response = await get(surge, query);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [expect.objectContaining({ pointer })] });
  });

  it('is 304 for who has it already', async () => {
    const etag = (await get(surge)).headers.get('etag') ?? '';
    expect((await get(surge, '', { 'if-none-match': etag })).status).toBe(304);
  });

  it('is 404 for an article that nobody knows or that is not public, and empty for one that is public only just', async () => {
    expect((await get(anArticle('nobody'))).status).toBe(404);
    const store = app.get(ArticleStore);
    await store.commit(
      [
        aWrite('waits'),
        aWrite('just', { head: aHead('just', { state: 'published' }), published: aPublicForm('just') }),
      ],
      [],
    );
    expect((await app.fetch(`/v1/articles/${aHead('waits').id}/related`)).status).toBe(404);
    const just = await app.fetch(`/v1/articles/${aHead('just').id}/related`);
    expect([just.status, await just.json()]).toEqual([200, { items: [] }]);
  });

  it('has nothing of a withdrawn article', async () => {
    await app.get(ProfileArticlesHandler).apply([receivedWithdrawal(boats.version(2))]);
    expect((await answer(surge)).items).toHaveLength(1);
    expect((await get(boats)).status).toBe(404);
  });
});
