import fc from 'fast-check';
import { facetValue, storedFacetValue } from './facet-value.js';
import { allOf, filterParts, findable, oneOf } from './search-filter.js';

describe('A filter for Meilisearch', () => {
  it('is "or" within a field and "and" over fields', () => {
    const parts = filterParts({ section: ['Local', 'World'], tag: ['storm'] });
    expect(allOf(parts)).toBe('section IN ["Local", "World"] AND tag IN ["storm"]');
  });

  it('reads languages by their primary subtag and times in any zone', () => {
    expect(filterParts({ lang: ['de-AT'], from: '2026-01-01T02:00:00+01:00', to: '2026-01-02' })).toEqual([
      'lang IN ["de"]',
      `published >= ${Date.UTC(2026, 0, 1, 1)}`,
      `published <= ${Date.UTC(2026, 0, 2)}`,
    ]);
  });

  it('leaves out what is removed or has ended', () => {
    expect(allOf(findable(5))).toBe('removed NOT EXISTS AND (expires NOT EXISTS OR expires > 5)');
  });

  it.each([
    [`" OR removed EXISTS OR tag = "`, `tag IN ["\\" OR removed EXISTS OR tag = \\""]`],
    [`it's`, `tag IN ["it's"]`],
    ['a"] OR (', `tag IN ["a\\"] OR ("]`],
  ])('holds %s as a value and nothing else', (value, expected) => {
    expect(oneOf('tag', [value])).toBe(expected);
  });

  it('holds no backslash but before a quote, so that no value can end its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (value, other) => {
        const read = readBack(oneOf('tag', [value, other]));
        expect(read.map(facetValue)).toEqual([value, other].map((one) => facetValue(storedFacetValue(one))));
      }),
      { numRuns: 1_000 },
    );
    expect(readBack(oneOf('tag', ['\\', 'a\\"b', '\\\\"'])).map(facetValue)).toEqual(['\\', 'a\\"b', '\\\\"']);
  });
});

/** The values of a list as the parser of the server reads them: a backslash only takes the meaning from a quote. */
function readBack(filter: string): string[] {
  const list = filter.slice(filter.indexOf('[') + 1);
  const values: string[] = [];
  let at = 0;
  while (list[at] === '"') {
    let value = '';
    for (at += 1; list[at] !== '"'; at++) {
      if (at >= list.length) throw new Error('a quote is not closed');
      if (list[at] === '\\' && list[at + 1] === '"') at++;
      else if (list[at] === '\\') throw new Error('a backslash stands for itself');
      value += list[at] ?? '';
    }
    values.push(value);
    at += 1;
    if (list.startsWith(', ', at)) at += 2;
  }
  expect(list.slice(at)).toBe(']');
  return values;
}
