import fc from 'fast-check';
import { matchesQuery, parseQuery } from './query.js';
import { terms } from './terms.js';

const parsed = (q: string) => parseQuery(q);

describe('reading a query', () => {
  it.each([
    ['storm surge', { words: ['storm', 'surge'] }],
    ['"storm surge" harbour', { words: ['harbour'], phrases: [['storm', 'surge']] }],
    ['„Sturm und Drang“', { phrases: [['Sturm', 'und', 'Drang']] }],
    ['«tempête»', { phrases: [['tempête']] }],
    ['storm -surge', { words: ['storm'], exclusions: ['surge'] }],
    ['storm -"storm surge"', { words: ['storm'], exclusions: [['storm', 'surge']] }],
    ['COVID-19', { words: ['COVID', '19'] }],
    ['"open phrase', { phrases: [['open', 'phrase']] }],
    ['title:storm AND NOT (a OR b)*', { words: ['title', 'storm', 'AND', 'NOT', 'a', 'OR', 'b'] }],
    ['- " "" --', {}],
    ['', {}],
  ])('takes %j apart', (q, expected) => {
    const { words, phrases, exclusions } = parsed(q);
    expect({ words, phrases, exclusions }).toEqual({ words: [], phrases: [], exclusions: [], ...expected });
  });

  it.each([
    ['sto', true],
    ['storm ', false],
    ['storm.', false],
    ['"sto', false],
    ['-sto', false],
    ['', false],
  ])('knows of %j whether its last word may go on: %s', (q, prefix) => {
    expect(parsed(q).lastWordIsPrefix).toBe(prefix);
  });

  it('takes any string, and never more than sixteen words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (q) => {
        const { words, phrases, exclusions } = parsed(q);
        const all = [...words, ...phrases.flat(), ...exclusions.flat()];
        expect(all.length).toBeLessThanOrEqual(16);
        expect(all.every((word) => word !== '' && q.includes(word))).toBe(true);
      }),
    );
    expect(parsed(Array.from({ length: 100 }, (_, n) => `w${n}`).join(' ')).words).toHaveLength(16);
  });
});

describe('matching a query', () => {
  const holds = (q: string, text: string, language = 'en'): boolean =>
    matchesQuery(parseQuery(q), terms(text, language), language);

  it.each([
    ['storms', 'The storm came', true],
    ['storm harbour', 'The storm came', false],
    ['"storm surge"', 'A storm surge came', true],
    ['"storm surge"', 'A surge after the storm', false],
    ['storm -surge', 'A storm surge came', false],
    ['storm -"surge storm"', 'A storm surge came', true],
    ['-surge', 'A calm day', true],
    ['', 'Anything', true],
  ])('%j in %j is %s', (q, text, expected) => {
    expect(holds(q, text)).toBe(expected);
  });

  it('goes by the stems of the language, umlauts however typed', () => {
    expect(holds('haeuser mueller', 'Das Haus von Müller', 'de')).toBe(true);
  });
});
