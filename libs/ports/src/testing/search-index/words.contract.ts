import type { SearchIndex } from '../../search-index.port.js';
import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle, type ArticleBuilder } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** What a query's words mean. */
export function searchIndexWords(open: OpenSearchIndex): void {
  const holding = async (...articles: ArticleBuilder[]): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply(articles.map((article) => put(article.build())));
    return index;
  };
  const titles = async (index: SearchIndex, q: string): Promise<string[]> => titlesOf(await index.search(aSearch(q)));
  const german = (title: string): ArticleBuilder => anArticle(title).in('de').titled(title);

  it('are all looked for, wherever they stand', async () => {
    const index = await holding(
      anArticle(1).titled('Harbour closed').saying('The storm came at night.'),
      anArticle(2).titled('Storm warning').saying('Winds expected.'),
    );
    expect(await titles(index, 'storm harbour ')).toEqual(['Harbour closed']);
    expect((await titles(index, 'storm ')).sort()).toEqual(['Harbour closed', 'Storm warning']);
  });

  it.each([
    ['Müller gewinnt Wahl', ['müller', 'mueller', 'muller', 'MÜLLER', 'Mu\u0308ller']],
    ['Mueller verliert Wahl', ['müller', 'mueller']],
    ['Straßenbahn fährt', ['straßenbahn', 'strassenbahn', 'faehrt', 'fahrt']],
    ['Élysée reçoit', ['elysee', 'élysée', 'recoit']],
  ])('%s is found by umlauts and accents however typed', async (title, queries) => {
    const index = await holding(
      anArticle(title)
        .in(title.includes('É') ? 'fr' : 'de')
        .titled(title),
    );
    for (const q of queries) expect(await titles(index, q)).toEqual([title]);
  });

  it.each([
    ['de', 'Die Häuser der Stadt', ['haus', 'hauses', 'städte']],
    ['en', 'Firefighters rescued cities', ['firefighter', 'rescue', 'city']],
    ['fr', 'Les élections nationales', ['élection', 'national']],
  ])('in %s: %s is found by other forms', async (language, title, queries) => {
    const index = await holding(anArticle(title).in(language).titled(title));
    for (const q of queries) expect(await titles(index, `${q} `)).toEqual([title]);
  });

  it('may go on when the last one is still being typed', async () => {
    const index = await holding(german('Regierungskoalition zerbricht'), german('Regen im Norden'));
    expect(await titles(index, 'regierungsk')).toEqual(['Regierungskoalition zerbricht']);
    expect((await titles(index, 'reg')).sort()).toEqual(['Regen im Norden', 'Regierungskoalition zerbricht']);
  });

  it.each([
    ['letter left out', 'Parlament', 'Parlment'],
    ['letter too many', 'Parlament', 'Parrlament'],
    ['other letter', 'Parlament', 'Perlament'],
    ['letters that changed places', 'Parlament', 'Paralment'],
    ['wrong first letter', 'Parlament', 'Barlament'],
    ['two typos from eight letters on', 'Parlament', 'Parlemant'],
    ['one typo from four letters on', 'Wind', 'Wimd'],
  ])('may hold a %s', async (_, word, typed) => {
    const index = await holding(german(`${word} heute`), german('Etwas ganz anderes'));
    expect(await titles(index, `${typed} `)).toEqual([`${word} heute`]);
  });

  it('stand before what is only close to them', async () => {
    const index = await holding(
      anArticle(1).titled('Winter comes'),
      anArticle(2).titled('Printer broke'),
      anArticle(3).titled('Winner found'),
    );
    expect((await titles(index, 'winter '))[0]).toBe('Winter comes');
    expect((await titles(index, 'winner '))[0]).toBe('Winner found');
  });

  it('stand in the title before the summary before the text', async () => {
    const index = await holding(
      anArticle('text').titled('Third').summarised('Nothing here.').saying('About the comet.'),
      anArticle('summary').titled('Second').summarised('About the comet.').saying('Nothing here.'),
      anArticle('title').titled('First comet').summarised('Nothing here.').saying('Nothing here.'),
    );
    expect(await titles(index, 'comet ')).toEqual(['First comet', 'Second', 'Third']);
  });

  it('are phrases in quotes and follow each other there', async () => {
    const index = await holding(
      anArticle(1).titled('Storm surge closes harbour'),
      anArticle(2).titled('Surge of visitors after the storm'),
    );
    expect(await titles(index, '"storm surge"')).toEqual(['Storm surge closes harbour']);
    expect(await titles(index, '„storm surge“ harbour ')).toEqual(['Storm surge closes harbour']);
    expect(await titles(index, '"harbour storm"')).toEqual([]);
  });

  it('are left out after a minus, alone and in phrases', async () => {
    const index = await holding(anArticle(1).titled('Storm surge'), anArticle(2).titled('Storm warning'));
    expect(await titles(index, 'storm -warning')).toEqual(['Storm surge']);
    expect(await titles(index, 'storm -"storm surge"')).toEqual(['Storm warning']);
    expect(await titles(index, '-surge')).toEqual(['Storm warning']);
  });

  it('are names and tags too', async () => {
    const index = await holding(
      anArticle(1)
        .titled('Interview')
        .with({ people: ['Noreen Applegarth'], tags: ['harbours'] }),
    );
    expect(await titles(index, 'applegarth ')).toEqual(['Interview']);
    expect(await titles(index, 'harbours ')).toEqual(['Interview']);
  });

  it('need not be there when they are function words beside others', async () => {
    const index = await holding(german('Sturm über der Stadt'), anArticle('the who').titled('The Who play again'));
    expect(await titles(index, 'der sturm in einer stadt ')).toEqual(['Sturm über der Stadt']);
    expect(await titles(index, 'the who ')).toContain('The Who play again');
  });

  it('are left out, the most frequent first, when no article holds them all', async () => {
    const index = await holding(
      anArticle(1).titled('Minister visits lighthouse'),
      anArticle(2).titled('Minister resigns'),
      anArticle(3).titled('Minister speaks'),
    );
    expect((await titles(index, 'minister lighthouse zeppelin '))[0]).toBe('Minister visits lighthouse');
  });

  it('find nothing when nothing is like them, or when there are none', async () => {
    const index = await holding(anArticle(1).titled('Storm'));
    for (const q of ['xylophonist', '???', '-', '"']) expect((await index.search(aSearch(q))).hits).toEqual([]);
  });

  it('may be parts of compounds, or compounds written apart', async () => {
    const index = await holding(
      german('Fußballverein steigt auf'),
      german('Der Fußball und sein Verein'),
      german('Der Bahnhof der Stadt'),
    );
    expect(await titles(index, 'verein fußball ')).toEqual(['Der Fußball und sein Verein']);
    expect(await titles(index, 'bahnhofstadt ')).toEqual(['Der Bahnhof der Stadt']);
    const alone = await holding(german('Fußballverein steigt auf'), german('Fußball heute'));
    expect(await titles(alone, 'verein ')).toEqual(['Fußballverein steigt auf']);
    expect((await titles(alone, 'fußball verein '))[0]).toBe('Fußballverein steigt auf');
  });

  it('of one language do not meet stems of another', async () => {
    const index = await holding(anArticle(1).in('en').titled('New rules'), german('Zeitung'));
    expect(await titles(index, '"news"')).toEqual([]);
    expect(await titles(index, '"new"')).toEqual(['New rules']);
  });

  it.each([
    ['zh', '北京天气预报今天晴', '天气'],
    ['ja', '東京で地震が発生', '地震'],
    ['ru', 'Новые книги в библиотеке', 'книга'],
    ['ar', 'الانتخابات في تونس', 'تونس'],
    ['hi', 'लड़के स्कूल गए', 'लड़का'],
  ])('are found in %s', async (language, title, q) => {
    const index = await holding(anArticle(title).in(language).titled(title), anArticle('other'));
    expect(await titles(index, q)).toEqual([title]);
  });

  it('are put right in the answer when nothing held them as typed', async () => {
    const index = await holding(german('Brücke gesperrt'), german('Sturm heute'));
    expect((await index.search(aSearch('brükce gesperrt '))).query.corrected).toBe('brücke gesperrt ');
    expect((await index.search(aSearch('brücke '))).query.corrected).toBeUndefined();
  });
}
