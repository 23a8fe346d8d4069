import { SearchAnswer, type Facet } from '#contracts/search.js';
import { SourceId } from '#contracts/ids.js';
import type { SearchIndex } from '../../search-index.port.js';
import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle, type ArticleBuilder } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** Filters, facets, orders, pages and what hits show. */
export function searchIndexAnswers(open: OpenSearchIndex): void {
  const holding = async (...articles: ArticleBuilder[]): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply(articles.map((article) => put(article.build())));
    return index;
  };
  const many = (count: number): ArticleBuilder[] =>
    Array.from({ length: count }, (_, number) =>
      anArticle(number)
        .titled(`Storm ${number}`)
        .publishedAt(new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString())
        .with({ sections: [number % 3 === 0 ? 'Local' : 'World'], tags: number % 2 === 0 ? ['even', 'all'] : ['all'] }),
    );

  it('are articles as the contract shows them', async () => {
    const article = anArticle('full')
      .titled('Full')
      .summarised('Summary')
      .with({
        modifiedAt: '2026-11-02T07:00:00Z',
        sections: ['Local'],
        tags: ['storm'],
        authors: [{ name: 'Jana Feddersen', url: 'https://news.example/jana' }],
        images: [{ url: 'https://news.example/a.jpg', alt: 'A bridge', credit: 'mpa' }],
        corrections: [{ at: '2026-11-02T07:30:00Z', text: 'Wrong day.' }],
        story: 'story-1',
      });
    const answer = await (await holding(article)).search(aSearch('full'));
    expect(SearchAnswer.parse(answer)).toEqual(answer);
    expect(answer.hits).toEqual([
      {
        ...{
          id: article.build().id,
          url: 'https://news.example/full',
          title: 'Full',
          summary: 'Summary',
          language: 'en',
        },
        ...{
          sections: ['Local'],
          tags: ['storm'],
          type: 'news',
          authors: ['Jana Feddersen'],
          source: 'tests',
          story: 'story-1',
        },
        ...{
          publishedAt: '2026-11-02T06:00:00Z',
          modifiedAt: '2026-11-02T07:00:00Z',
          translations: [],
          corrected: true,
        },
        image: { url: 'https://news.example/a.jpg', alt: 'A bridge' },
      },
    ]);
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
  });

  it('list everything, newest first, for an empty query', async () => {
    const index = await holding(...many(5));
    expect(titlesOf(await index.search(aSearch('')))).toEqual(['Storm 4', 'Storm 3', 'Storm 2', 'Storm 1', 'Storm 0']);
    expect(titlesOf(await index.search(aSearch('  ', { sort: 'oldest', limit: 2 })))).toEqual(['Storm 0', 'Storm 1']);
  });

  it('are in the order of time when asked for', async () => {
    const index = await holding(...many(4), anArticle('x').titled('Calm'));
    expect(titlesOf(await index.search(aSearch('storm', { sort: 'newest', limit: 3 })))).toEqual([
      'Storm 3',
      'Storm 2',
      'Storm 1',
    ]);
    expect(titlesOf(await index.search(aSearch('storm', { sort: 'oldest', limit: 1 })))).toEqual(['Storm 0']);
  });

  const values: ReadonlyArray<readonly [Facet, ArticleBuilder, string]> = [
    ['lang', anArticle('lang').in('de-AT'), 'de'],
    ['section', anArticle('section').with({ sections: ['Local', 'World'] }), 'World'],
    ['tag', anArticle('tag').with({ tags: ['storm & flood'] }), 'storm & flood'],
    ['type', anArticle('type').with({ type: 'opinion' }), 'opinion'],
    ['source', anArticle('source').with({ source: SourceId.parse('courier') }), 'courier'],
    ['author', anArticle('author').with({ authors: [{ name: 'O\'Neill, "Pat"' }] }), 'O\'Neill, "Pat"'],
    ['person', anArticle('person').with({ people: ['Ann Bell'] }), 'Ann Bell'],
    ['organisation', anArticle('organisation').with({ organisations: ['EZB'] }), 'EZB'],
    ['place', anArticle('place').with({ places: ['Ellerby'] }), 'Ellerby'],
  ];
  it.each(values)('are filtered and counted by %s', async (facet, article, value) => {
    const index = await holding(article, anArticle('without'));
    const answer = await index.search(aSearch('', { filters: { [facet]: [value] }, facets: [facet] }));
    expect(answer.hits.map(({ id }) => id)).toEqual([article.build().id]);
    expect(answer.facets[facet]).toContainEqual({ value, count: 1 });
    expect((await index.search(aSearch('', { filters: { [facet]: ['nobody'] } }))).total).toBe(0);
  });

  it('are filtered by values of one field as "or" and of fields as "and"', async () => {
    const index = await holding(...many(12));
    const found = await index.search(aSearch('storm', { filters: { section: ['Local', 'World'], tag: ['even'] } }));
    expect(found.total).toBe(6);
    expect((await index.search(aSearch('storm', { filters: { section: ['Local'], tag: ['even'] } }))).total).toBe(2);
    expect(
      (await index.search(aSearch('storm', { filters: { section: ['Local'], tag: ['even', 'nobody'] } }))).total,
    ).toBe(2);
  });

  it('are filtered by time, both ends belonging to it', async () => {
    const index = await holding(...many(24));
    const range = { from: '2026-01-01T02:00:00Z', to: '2026-01-01T06:00:00+01:00' };
    expect(titlesOf(await index.search(aSearch('', { filters: range, sort: 'oldest' })))).toEqual([
      'Storm 2',
      'Storm 3',
      'Storm 4',
      'Storm 5',
    ]);
    expect((await index.search(aSearch('', { filters: { from: '2026-01-02' } }))).total).toBe(0);
    expect((await index.search(aSearch('', { filters: { to: '2026-01-01' } }))).total).toBe(1);
  });

  it('count facets over the whole result and not the page, the most frequent first', async () => {
    const index = await holding(...many(12), anArticle('calm').with({ sections: ['Weather'] }));
    const { facets } = await index.search(aSearch('storm', { facets: ['section', 'tag', 'person'], limit: 1 }));
    expect(facets).toEqual({
      section: [
        { value: 'World', count: 8 },
        { value: 'Local', count: 4 },
      ],
      tag: [
        { value: 'all', count: 12 },
        { value: 'even', count: 6 },
      ],
      person: [],
    });
  });

  it('continue from page to page without a gap or a repeat, by relevance and by time', async () => {
    const index = await holding(...many(55));
    for (const sort of ['relevance', 'newest', 'oldest'] as const) {
      const pages = await Promise.all(
        [1, 2, 3, 4].map((page) => index.search(aSearch('storm', { sort, page, limit: 20 }))),
      );
      expect(pages.map(({ hits }) => hits.length)).toEqual([20, 20, 15, 0]);
      expect(new Set(pages.flatMap(titlesOf)).size).toBe(55);
      expect(pages.map(({ total }) => total)).toEqual([55, 55, 55, 55]);
    }
  });

  it('go on to the last hit of a large result', async () => {
    const index = await holding(...many(1_500));
    const pages = [1, 3, 8, 15, 16].map((page) => index.search(aSearch('storm', { page, limit: 100 })));
    const answers = await Promise.all(pages);
    expect(answers.map(({ hits }) => hits.length)).toEqual([100, 100, 100, 100, 0]);
    expect(new Set(answers.flatMap(titlesOf)).size).toBe(400);
    expect(answers[0]?.total).toBe(1_500);
    expect((await index.search(aSearch('', { page: 500, limit: 100 }))).hits).toEqual([]);
  });

  it('mark matches in escaped text, also where the word stands in another form', async () => {
    const filler = 'nothing to see here at all '.repeat(60);
    const index = await holding(
      anArticle('x')
        .in('de')
        .titled('<b>Häuser</b> & Höfe')
        .summarised('Ein "Haus" <script>alert(1)</script>')
        .saying(`${filler} Die Häuser brennen. ${filler}`),
    );
    const { hits } = await index.search(aSearch('haus ', { highlight: true }));
    const { title = '', summary = '', body = '' } = hits[0]?.highlights ?? {};
    expect(title).toBe('&lt;b&gt;<mark>Häuser</mark>&lt;/b&gt; &amp; Höfe');
    expect(summary).toBe('Ein &quot;<mark>Haus</mark>&quot; &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).toContain('Die <mark>Häuser</mark> brennen.');
    expect(body.length).toBeLessThan(600);
  });

  it('show the beginning of the text where nothing is marked in it', async () => {
    const index = await holding(anArticle('x').titled('Comet').saying('It was seen. '.repeat(100)));
    const { hits } = await index.search(aSearch('comet', { highlight: true }));
    expect(hits[0]?.highlights?.body.startsWith('It was seen.')).toBe(true);
    expect(hits[0]?.highlights?.body).not.toContain('<mark>');
  });

  it('say why a hit stands where it does when asked', async () => {
    const index = await holding(anArticle(1).titled('Storm surge'), anArticle(2).titled('Calm').saying('No storm.'));
    const { hits } = await index.search(aSearch('storm ', { explain: true }));
    expect(hits[0]?.why).toMatchObject({ step: 'words', words: [{ word: 'storm', in: 'title', as: 'exact' }] });
    expect(hits[1]?.why).toMatchObject({ words: [{ word: 'storm', in: 'text' }] });
    expect((await index.search(aSearch('storm'))).hits[0]).not.toHaveProperty('why');
  });
}
