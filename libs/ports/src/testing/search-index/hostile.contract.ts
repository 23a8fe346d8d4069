import fc from 'fast-check';
import { SearchAnswer } from '#contracts/search.js';
import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { SearchIndex } from '../../search-index.port.js';
import type { OpenSearchIndex } from './open-search-index.js';

const SYNTAX = [
  'title:storm',
  '{title} : storm',
  'storm AND surge',
  'storm OR calm',
  'NOT storm',
  'NEAR(storm surge, 2)',
  'storm*',
  '^storm',
  'storm + surge',
  '"storm" "surge',
  "storm' OR 1=1 --",
  "'; DROP TABLE search_articles; --",
  'storm); DELETE FROM search_terms',
  'a\u0000b storm',
  '\ud800 storm',
  '((((((((((',
  '"" - "" -',
  '\u00b7 de\u00b7storm',
  '%_storm%',
];

/** Queries are words and never syntax; any string is answered, and soon. */
export function searchIndexHostile(open: OpenSearchIndex): void {
  const opened = async (): Promise<SearchIndex> => {
    const index = await open(new TestClock());
    await index.apply([
      put(
        anArticle(1)
          .titled('Storm surge')
          .with({ tags: ["a'b"] })
          .build(),
      ),
      put(anArticle(2).titled('Calm day').build()),
    ]);
    return index;
  };

  it('hold no syntax', async () => {
    const index = await opened();
    for (const q of SYNTAX) {
      expect(SearchAnswer.parse(await index.search(aSearch(q, { highlight: true, explain: true })))).toBeDefined();
      await index.suggest({ q, limit: 5 });
    }
    expect(titlesOf(await index.search(aSearch('storm OR calm')))).not.toHaveLength(2);
    expect(await index.count()).toBe(2);
  });

  it('may be any string, with any filter', async () => {
    const index = await opened();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        async (q, value) => {
          const filters = { tag: [value], author: [value] };
          const answer = await index.search(aSearch(q, { highlight: true }));
          for (const { highlights } of answer.hits) {
            expect(
              Object.values(highlights ?? {})
                .join('')
                .replaceAll(/<\/?mark>/g, ''),
            ).not.toMatch(/[<>]/);
          }
          expect((await index.search(aSearch(q, { filters, facets: ['tag'] }))).total).toBe(0);
          await index.suggest({ q, limit: 5 });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('may be long', async () => {
    const index = await opened();
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const tokens = Array.from({ length: 100 }, (_, n) => `${letters[n % 26] ?? ''}${letters[(n * 7) % 26] ?? ''}${n}`);
    for (const q of [
      'a'.repeat(500),
      'a '.repeat(250),
      tokens.join(' '),
      '-x '.repeat(160),
      '"a '.repeat(160),
      'ä'.repeat(500),
    ]) {
      const began = performance.now();
      await index.search(aSearch(q.slice(0, 500), { highlight: true, facets: ['tag'] }));
      await index.suggest({ q: q.slice(0, 500), limit: 10 });
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
}
