import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { SearchIndex } from '../../search-index.port.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** One hit per translation group. */
export function searchIndexTranslations(open: OpenSearchIndex): void {
  const group = { translationGroup: 'g' };
  const german = anArticle('de')
    .in('de')
    .titled('Zürich wählt')
    .with({ ...group, sections: ['Politik'] });
  const english = anArticle('en')
    .in('en')
    .titled('Zürich votes')
    .with({ ...group, sections: ['Politics'] });
  const french = anArticle('fr')
    .in('fr')
    .titled('Zürich vote')
    .with({ ...group, sections: ['Politique'] });
  const alone = anArticle('alone').in('de').titled('Zürich baut');

  const opened = async (): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply([german, english, french, alone].map((article) => put(article.build())));
    return index;
  };

  it.each([
    ['de', 'Zürich wählt'],
    ['en', 'Zürich votes'],
    ['fr', 'Zürich vote'],
  ])('is the one in the language of a reader of %s', async (language, title) => {
    const index = await opened();
    for (const q of ['zürich ', '']) {
      const answer = await index.search(aSearch(q, { language }));
      expect(titlesOf(answer).sort()).toEqual([title, 'Zürich baut'].sort());
      expect(answer.total).toBe(2);
    }
  });

  it('lists the others with their languages and addresses', async () => {
    const index = await opened();
    const { hits } = await index.search(aSearch('zürich ', { language: 'en' }));
    const hit = hits.find(({ title }) => title === 'Zürich votes');
    expect(hit?.translations.map(({ language, id }) => [language, id]).sort()).toEqual([
      ['de', german.build().id],
      ['fr', french.build().id],
    ]);
    expect(hit?.translations[0]?.url).toMatch(/^https:\/\/news\.example\//);
    expect(hits.find(({ title }) => title === 'Zürich baut')?.translations).toEqual([]);
  });

  it('are told of one article: the others of its group that can be found', async () => {
    const index = await opened();
    const of = async (article: typeof german): Promise<string[]> =>
      (await index.translations(article.build().id)).map(({ language }) => language).sort();
    expect(await of(german)).toEqual(['en', 'fr']);
    expect(await of(french)).toEqual(['de', 'en']);
    expect(await of(alone)).toEqual([]);
    expect(await index.translations('unknown')).toEqual([]);
    await index.apply([{ kind: 'remove', id: english.build().id, version: 2 }]);
    expect(await of(german)).toEqual(['fr']);
    expect(await of(english)).toEqual([]);
  });

  it('is one that matches, whatever the language of the reader', async () => {
    const index = await opened();
    const { hits, total } = await index.search(aSearch('wählt ', { language: 'en' }));
    expect([titlesOf({ hits } as never), total]).toEqual([['Zürich wählt'], 1]);
    const filtered = await index.search(aSearch('zürich ', { language: 'en', filters: { lang: ['fr'] } }));
    expect(titlesOf(filtered)).toEqual(['Zürich vote']);
  });

  it('counts once, and for each value that one of its matching members has', async () => {
    const index = await opened();
    const { facets, total } = await index.search(aSearch('zürich ', { language: 'en', facets: ['lang', 'section'] }));
    expect(total).toBe(2);
    expect(facets['lang']).toEqual([
      { value: 'de', count: 2 },
      { value: 'en', count: 1 },
      { value: 'fr', count: 1 },
    ]);
    expect(facets['section']?.map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  it('is every member when nothing is to be collapsed', async () => {
    const index = await opened();
    const answer = await index.search(aSearch('zürich ', { collapse: 'none', facets: ['lang'] }));
    expect(answer.total).toBe(4);
    expect(answer.hits).toHaveLength(4);
  });

  it('follows removals and changes of its members', async () => {
    const index = await opened();
    await index.apply([{ kind: 'remove', id: english.build().id, version: 2 }]);
    const { hits } = await index.search(aSearch('zürich ', { language: 'en' }));
    expect(hits).toHaveLength(2);
    expect(hits.flatMap(({ translations }) => translations.map(({ language }) => language))).not.toContain('en');
    const { translationGroup: _none, ...apart } = german.version(2).build();
    await index.apply([put(apart)]);
    expect((await index.search(aSearch('zürich ', { language: 'de' }))).total).toBe(3);
  });
}
