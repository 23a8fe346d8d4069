import { Ranking } from '#contracts/ranking.js';
import { SearchAnswer } from '#contracts/search.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { SearchModule } from '../search.module.js';

describe('the public search', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
    await app.get(SearchIndex).apply(
      [
        anArticle('de')
          .in('de')
          .titled('Zürich wählt')
          .with({ translationGroup: 'g', sections: ['Politik'], tags: ['Wahl'] }),
        anArticle('en')
          .in('en')
          .titled('Zürich votes')
          .with({ translationGroup: 'g', sections: ['Politics'] }),
        anArticle('storm')
          .titled('Storm surge')
          .with({ sections: ['Local'], type: 'analysis' })
          .publishedAt('2026-11-03T06:00:00Z'),
      ].map((article) => put(article.build())),
    );
  });
  afterAll(() => app.stop());

  const search = async (query: string, headers: Record<string, string> = {}): Promise<SearchAnswer> => {
    const response = await app.fetch(`/v1/search${query}`, { headers });
    expect(response.status).toBe(200);
    return SearchAnswer.parse(await response.json());
  };

  it('answers words, filters, facets, marks and reasons in one', async () => {
    const answer = await search(
      '?q=storm&section=Local&section=Politik&type=analysis&facets=section,type&highlight=1&explain=1',
    );
    expect(answer).toMatchObject({
      total: 1,
      facets: { section: [{ value: 'Local', count: 1 }], type: [{ value: 'analysis', count: 1 }] },
    });
    expect(answer.hits[0]).toMatchObject({
      title: 'Storm surge',
      highlights: { title: '<mark>Storm</mark> surge' },
      why: { step: 'words' },
    });
    expect(answer.tookMs).toBeGreaterThan(0);
  });

  it('lists everything newest first without a query, one article of each translation group', async () => {
    const answer = await search('');
    expect(answer.hits.map(({ title }) => title)).toEqual(['Storm surge', expect.stringContaining('Zürich')]);
    expect((await search('?collapse=none')).total).toBe(3);
  });

  it('chooses the translation by the language of the reader', async () => {
    expect((await search('?q=zürich', { 'accept-language': 'en-GB,de;q=0.5' })).hits[0]?.title).toBe('Zürich votes');
    expect((await search('?q=zürich', { 'accept-language': 'de-CH' })).hits[0]?.title).toBe('Zürich wählt');
    expect((await search('?q=zürich&lang=en', { 'accept-language': 'de' })).hits[0]?.title).toBe('Zürich votes');
  });

  it('answers 304 to a reader who has the answer, although the time it took differs', async () => {
    const first = await app.fetch('/v1/search?q=storm');
    const etag = first.headers.get('etag') ?? '';
    await first.arrayBuffer();
    expect(first.headers.get('vary')).toBe('accept-language');
    const again = await app.fetch('/v1/search?q=storm', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await app.fetch('/v1/search?q=votes', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it.each([
    ['page=0', '/page'],
    ['page=501', '/page'],
    ['limit=101', '/limit'],
    ['limit=x', '/limit'],
    ['sort=best', '/sort'],
    ['facets=section,nobody', '/facets/1'],
    ['type=gossip', '/type'],
    ['from=yesterday', '/from'],
    ['lang=..%2F..', '/lang'],
    ['lang=de&lang=', '/lang/1'],
    ['type=gossip', '/type'],
    ['collapse=all', '/collapse'],
    ['explain=perhaps', '/explain'],
    ['unknown=1', '/unknown'],
    [`q=${'a'.repeat(501)}`, '/q'],
  ])('refuses %s with its pointer', async (query, pointer) => {
    const response = await app.fetch(`/v1/search?${query}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const { errors } = (await response.json()) as { errors: Array<{ pointer: string }> };
    expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('goes to the last page that can be asked for', async () => {
    expect(await search('?page=500&limit=100')).toMatchObject({ hits: [], total: 2 });
  });

  it('suggests', async () => {
    const response = await app.fetch('/v1/suggest?q=wah');
    expect(await response.json()).toEqual({ suggestions: expect.arrayContaining([{ text: 'Wahl', kind: 'tag' }]) });
    expect(await (await app.fetch('/v1/suggest')).json()).toEqual({ suggestions: [] });
    expect((await app.fetch('/v1/suggest?q=a&limit=0')).status).toBe(422);
    expect((await app.fetch('/v1/suggest?query=a')).status).toBe(422);
  });

  it('tells its weights in words and numbers', async () => {
    const ranking = Ranking.parse(await (await app.fetch('/v1/ranking')).json());
    expect(ranking.search.steps[0]).toMatchObject({ name: 'words' });
    expect(ranking.search.weights['title']).toMatchObject({ value: 4 });
  });
});
