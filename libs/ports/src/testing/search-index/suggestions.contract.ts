import { aSearch, put } from '../a-search.js';
import { anArticle } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { SearchIndex } from '../../search-index.port.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** What is offered while a reader types. */
export function searchIndexSuggestions(open: OpenSearchIndex): void {
  const opened = async (): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply(
      [
        anArticle(1)
          .in('de')
          .titled('Brücke gesperrt')
          .with({ tags: ['Brückenbau'], people: ['Angela Brückner'], places: ['Brügge'] }),
        anArticle(2)
          .in('de')
          .titled('Brücke offen')
          .with({ people: ['Angela Brückner'] }),
        anArticle(3)
          .in('en')
          .titled('Bridge open')
          .with({ tags: ['traffic'] }),
      ].map((article) => put(article.saying('').build())),
    );
    return index;
  };

  it('are names, tags, articles and queries that begin as typed, umlauts however typed', async () => {
    const index = await opened();
    for (const q of ['brück', 'bruck', 'BRÜCK']) {
      const suggestions = await index.suggest({ q, limit: 10 });
      expect(suggestions).toContainEqual({ text: 'Angela Brückner', kind: 'person' });
      expect(suggestions).toContainEqual({ text: 'Brückenbau', kind: 'tag' });
      expect(suggestions).toContainEqual({ text: 'Brücke gesperrt', kind: 'article', id: anArticle(1).build().id });
    }
    expect(await index.suggest({ q: 'brüg', limit: 10 })).toContainEqual({ text: 'Brügge', kind: 'place' });
    expect(await index.suggest({ q: 'brug', limit: 10 })).toContainEqual({ text: 'Brügge', kind: 'place' });
  });

  it('as queries always find something', async () => {
    const index = await opened();
    const suggestions = await index.suggest({ q: 'brücke o', limit: 10 });
    const queries = suggestions.filter(({ kind }) => kind === 'query');
    expect(queries.map(({ text }) => text)).toEqual(['brücke offen']);
    for (const { text } of queries) expect((await index.search(aSearch(text))).total).toBeGreaterThan(0);
  });

  it('are as many as asked for, each once', async () => {
    const index = await opened();
    const suggestions = await index.suggest({ q: 'br', limit: 3 });
    expect(suggestions.length).toBeLessThanOrEqual(3);
    expect(new Set(suggestions.map(({ text, kind }) => `${kind} ${text}`)).size).toBe(suggestions.length);
  });

  it('are of the language asked for', async () => {
    const index = await opened();
    const suggestions = await index.suggest({ q: 'bri', language: 'de', limit: 10 });
    expect(suggestions.filter(({ kind }) => kind === 'article')).toEqual([]);
  });

  it('are none for nothing', async () => {
    const index = await opened();
    for (const q of ['', '  ', '?!', '"', 'zzzz']) expect(await index.suggest({ q, limit: 5 })).toEqual([]);
  });
}
