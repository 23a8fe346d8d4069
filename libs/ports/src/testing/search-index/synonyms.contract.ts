import type { QuerySynonym, SearchIndex, SearchRequest } from '../../search-index.port.js';
import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle, type ArticleBuilder } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** What stands for words of a query, and which of them count as function words. */
export function searchIndexSynonyms(open: OpenSearchIndex): void {
  const holding = async (...articles: ArticleBuilder[]): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply(articles.map((article) => put(article.build())));
    return index;
  };
  const titles = async (index: SearchIndex, q: string, change: Partial<SearchRequest>): Promise<string[]> =>
    titlesOf(await index.search(aSearch(q, change))).sort();
  const standing = (of: string, ...words: string[]): QuerySynonym => ({ of: of.split(' '), words });
  const german = (title: string): ArticleBuilder => anArticle(title).in('de').titled(title).saying('Mehr im Bericht.');

  it('are found with the words that they stand for', async () => {
    const index = await holding(
      german('Neue Straßenbahnen'),
      german('Eine Tram im Depot'),
      german('Die Straßenbahn und die Tram'),
    );
    const synonyms = [standing('tram', 'straßenbahn')];
    expect(await titles(index, 'tram ', {})).toHaveLength(2);
    expect(await titles(index, 'tram ', { synonyms })).toEqual([
      'Die Straßenbahn und die Tram',
      'Eine Tram im Depot',
      'Neue Straßenbahnen',
    ]);
    expect(await titles(index, 'tram', { synonyms })).toHaveLength(3);
    expect(await titles(index, 'tram depot ', { synonyms })).toEqual(['Eine Tram im Depot']);
  });

  it('may be several words, which stand in their order', async () => {
    const index = await holding(
      german('Die EZB tagt'),
      german('Europäische Zentralbank tagt'),
      german('Zentralbank über europäische Zinsen'),
    );
    const synonyms = [standing('ezb', 'europäische', 'zentralbank')];
    expect(await titles(index, 'ezb ', { synonyms })).toEqual(['Die EZB tagt', 'Europäische Zentralbank tagt']);
    expect(await titles(index, 'ezb tagt ', { synonyms })).toHaveLength(2);
  });

  it('may stand for several words together', async () => {
    const index = await holding(
      german('Die EZB tagt'),
      german('Europäische Zentralbank tagt'),
      german('Europäische Wahlen'),
      german('Die EZB vor den Wahlen'),
    );
    const synonyms = [standing('europäische zentralbank', 'ezb')];
    expect(await titles(index, 'europäische zentralbank ', { synonyms })).toEqual([
      'Die EZB tagt',
      'Die EZB vor den Wahlen',
      'Europäische Zentralbank tagt',
    ]);
    expect(await titles(index, 'europäische zentralbank wahlen ', { synonyms })).toEqual(['Die EZB vor den Wahlen']);
  });

  it('stand for no word of a phrase', async () => {
    const index = await holding(german('Eine Straßenbahn im Depot'), german('Eine Tram im Depot'));
    const synonyms = [standing('tram', 'straßenbahn')];
    expect(await titles(index, '"tram im depot"', { synonyms })).toEqual(['Eine Tram im Depot']);
  });

  it('may be of one language alone', async () => {
    const index = await holding(
      german('Gift im Fluss'),
      anArticle('gift').in('en').titled('A gift for all'),
      german('Toxine im Fluss'),
      anArticle('toxine').in('en').titled('Toxine for all'),
    );
    const synonyms = [{ ...standing('gift', 'toxine'), language: 'de' }];
    expect(await titles(index, 'gift ', { synonyms })).toEqual(['A gift for all', 'Gift im Fluss', 'Toxine im Fluss']);
  });

  it('are marked, told as what they are, and leave the query as it was typed', async () => {
    const index = await holding(
      ...[german('Neue Straßenbahnen'), german('Alte Straßenbahnen')],
      ...[german('Die Europäische Zentralbank'), german('Europäische Zentralbank tagt')],
    );
    const asked = async (q: string, synonym: QuerySynonym) => {
      const { hits, query } = await index.search(
        aSearch(q, { synonyms: [synonym], highlight: true, explain: true, sort: 'relevance' }),
      );
      expect(query.corrected).toBeUndefined();
      expect(hits.map(({ why }) => why)).toEqual(
        Array.from({ length: 2 }, () =>
          expect.objectContaining({ step: 'words', words: [{ word: q.trim(), in: 'title', as: 'synonym' }] }),
        ),
      );
      return hits.map(({ highlights }) => highlights?.title).sort();
    };
    expect(await asked('tram ', standing('tram', 'straßenbahn'))).toEqual([
      'Alte <mark>Straßenbahnen</mark>',
      'Neue <mark>Straßenbahnen</mark>',
    ]);
    for (const title of await asked('ezb ', standing('ezb', 'europäische', 'zentralbank')))
      expect(title).toMatch(/<mark>Europäische.*Zentralbank<\/mark>/);
  });

  it('that no article holds keep nothing from being found', async () => {
    const index = await holding(anArticle('ferry').in('en').titled('Harbour ferry delayed'));
    const synonyms = [standing('xyzzyqq', 'plughqq')];
    for (const given of [[], synonyms])
      expect(await titles(index, 'xyzzyqq harbour ferry ', { synonyms: given })).toEqual(['Harbour ferry delayed']);
  });

  it('keep the word that they stand for from being put right', async () => {
    const index = await holding(
      ...['Straßenbahn im Depot', 'Neue Straßenbahn am Depot', 'Ein Traum im Depot'].map(german),
    );
    const { query, hits } = await index.search(
      aSearch('tram depott ', { synonyms: [standing('tram', 'straßenbahn')] }),
    );
    expect(hits[0]?.title).toContain('Straßenbahn');
    expect(query.corrected?.trim()).toBe('tram depot');
  });

  it('stand in the order of relevance with the words', async () => {
    const index = await holding(
      ...Array.from({ length: 150 }, (_, number) =>
        anArticle(`body-${number}`).in('en').titled(`Report ${number}`).saying('A lorry was seen on the road.'),
      ),
      anArticle('title').in('en').titled('Truck truck truck').saying('A truck.').publishedAt('2020-01-01T00:00:00Z'),
    );
    const { hits, total } = await index.search(aSearch('lorry ', { synonyms: [standing('lorry', 'truck')] }));
    expect(total).toBe(151);
    expect(hits[0]?.title).toBe('Truck truck truck');
  });

  it('of several words are told where these follow each other, and not where one of them stands', async () => {
    const index = await holding(
      anArticle('race').in('en').titled('Minister steps out of the race').saying('He is jobless now.'),
      anArticle('work').in('en').titled('Thousands out of work').saying('The plant closed.'),
    );
    const { hits } = await index.search(
      aSearch('jobless ', { synonyms: [standing('jobless', 'out', 'of', 'work')], highlight: true, explain: true }),
    );
    const told = new Map(hits.map(({ title, highlights, why }) => [title, { title: highlights?.title, why }]));
    expect(told.get('Minister steps out of the race')).toMatchObject({
      title: 'Minister steps out of the race',
      why: { words: [{ word: 'jobless', in: 'text' }] },
    });
    expect(told.get('Thousands out of work')).toMatchObject({
      title: expect.stringContaining('<mark>'),
      why: { words: [{ word: 'jobless', in: 'title', as: 'synonym' }] },
    });
  });

  it('leave the marks of a phrase as they are, with its function words', async () => {
    const index = await holding(anArticle('work').in('en').titled('Thousands out of work').saying('The plant closed.'));
    const { hits } = await index.search(aSearch('"out of work"', { highlight: true }));
    expect(hits[0]?.highlights?.title.replace(/<\/mark>\s*<mark>/g, ' ')).toBe('Thousands <mark>out of work</mark>');
  });

  it('of many words of a query together find each article once', async () => {
    const words = ['storm', 'harbour', 'ferry', 'night', 'police', 'fire'];
    const index = await holding(
      anArticle('typed').in('en').titled(words.join(' ')),
      anArticle('first').in('en').titled('gale harbour ferry night police fire'),
    );
    const synonyms = words.flatMap((word) => [standing(word, 'gale'), standing(word, `${word}ling`)]);
    const { total, hits } = await index.search(aSearch(`${words.join(' ')} `, { synonyms }));
    expect(total).toBe(2);
    expect(hits).toHaveLength(2);
  });

  it('function words of a language are those that are given', async () => {
    const index = await holding(german('Gemeinderat tagt'), german('Gemeinderat tagt heute'));
    expect(await titles(index, 'heute gemeinderat ', {})).toEqual(['Gemeinderat tagt heute']);
    expect(await titles(index, 'heute gemeinderat ', { stopWords: { de: ['Heute'] } })).toHaveLength(2);
    expect(await titles(index, 'heute gemeinderat ', { stopWords: { en: ['heute'] } })).toHaveLength(1);
    const whole = await holding(german('Die Ärzte spielen'), german('Ärzte streiken'));
    expect(await titles(whole, 'die ärzte ', {})).toHaveLength(2);
    expect(await titles(whole, 'die ärzte ', { stopWords: { de: [] } })).toEqual(['Die Ärzte spielen']);
  });
}
