import fc from 'fast-check';
import { readQuery } from '#text/read-query.js';
import { neededWords, stemmedText, typedText } from './query-text.js';

const languages = ['de', 'en'];
const typed = (q: string): string => typedText(readQuery(q, languages), languages);
const stemmed = (q: string, language = 'de'): string | undefined =>
  stemmedText(readQuery(q, languages), language, languages);

describe('A query for Meilisearch', () => {
  it.each([
    ['storm surge', 'storm surge'],
    ['storm surge ', 'storm surge '],
    ['„storm surge“ harbour', '"storm surge" harbour'],
    ['harbour "storm surge"', '"storm surge" harbour '],
    ['harbour "storm surge', '"storm surge" harbour '],
    ['(storm) AND [surge]!', 'storm surge '],
    ['the storm in the city', 'storm city'],
    ['the who', 'the who'],
  ])('of %s is %s', (q, expected) => {
    expect(typed(q)).toBe(expected);
  });

  it('excludes a word in every form it has, before anything that may not be read', () => {
    expect(typed('storm -warnings')).toBe('-warnings -warning -warn storm ');
    expect(typed('-"storm surge" harbour')).toBe('-"storm surge" -"storm surg" harbour');
  });

  it('has ten terms at most, phrases among them', () => {
    const letters = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omega';
    expect(typed(`"one two" ${letters} `).trim().split(' ')).toHaveLength(2 + 9);
  });

  it('asks for stems where they are not the words as typed', () => {
    expect(stemmed('Häuser ')).toBe('haus ');
    expect(stemmed('haus ')).toBeUndefined();
    expect(stemmed('cities', 'en')).toBe('citi ');
    expect(stemmed('"Häuser der Stadt" brannten ')).toBe('"haus der stadt" brannt ');
  });

  it('goes on with the last word where its stem is the word itself', () => {
    expect(stemmed('Häuser regierungsk')).toBe('haus regierungsk');
  });

  it('holds only the syntax that it writes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (q) => {
        const query = readQuery(q, languages);
        const text = typedText(query, languages);
        expect((text.match(/"/g) ?? []).length % 2).toBe(0);
        const words = text.replaceAll(/-?"[^"]*"/g, ' ').split(/\s+/);
        const plain = words.filter((word) => word !== '' && !word.startsWith('-'));
        expect(plain).toEqual(neededWords(query).flatMap((word) => word.split(/\s+/)));
      }),
      { numRuns: 500 },
    );
  });
});
