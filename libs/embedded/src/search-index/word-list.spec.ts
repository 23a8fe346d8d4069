import { damerauLevenshtein } from '#text/edit-distance.js';
import fc from 'fast-check';
import { WordList } from './word-list.js';

const word = fc.string({ unit: fc.constantFrom(...'abcdé'), minLength: 1, maxLength: 9 });

function listOf(words: Iterable<string>): WordList {
  const list = new WordList();
  for (const one of words) list.add(one, 1, 1);
  return list;
}

const wordsOf = (found: ReadonlyArray<{ word: string }>): string[] => found.map(({ word: one }) => one).sort();

describe('the list of words', () => {
  it('knows each word with its articles and languages', () => {
    const list = new WordList();
    expect(list.add('sturm', 1, 1)).toEqual({ before: 0, after: 1, languages: 1, newLanguage: true });
    expect(list.add('sturm', 2, 1)).toEqual({ before: 1, after: 2, languages: 3, newLanguage: true });
    expect(list.add('sturm', 1, -1)).toEqual({ before: 2, after: 1, languages: 3, newLanguage: false });
    expect(list.find('sturm')).toEqual({ word: 'sturm', articles: 1, languages: 3 });
    list.add('sturm', 1, -1);
    expect(list.find('sturm')).toBeUndefined();
    expect(list.beginningWith('st', 5)).toEqual([]);
    expect([...list.all()]).toEqual([]);
  });

  it('leaves out words that are none', () => {
    const list = listOf(['', 'x'.repeat(41)]);
    expect([list.size, list.find(''), list.find('x'.repeat(41))]).toEqual([0, undefined, undefined]);
  });

  it('finds every word that was put in, however many there are', () => {
    const words = Array.from({ length: 20_000 }, (_, n) => `w${n.toString(36)}`);
    const list = listOf(words);
    expect(list.size).toBe(20_000);
    expect(words.every((one) => list.find(one)?.word === one)).toBe(true);
    expect(list.find('wzzzzz')).toBeUndefined();
  });

  it('finds exactly the words so many typos away, the word itself left out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, fc.constantFrom(1, 2), (words, asked, max) => {
        const found = listOf(words).closeTo(asked, max, 1_000);
        for (let distance = 1; distance <= max; distance++) {
          const expected = words.filter((one) => damerauLevenshtein(one, asked, max) === distance);
          expect(wordsOf(found[distance - 1] ?? [])).toEqual(expected.sort());
        }
      }),
      { numRuns: 400 },
    );
  });

  it('finds exactly the words that begin so, and the longer ones that begin or end so', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (words, part) => {
        const list = listOf(words);
        expect(wordsOf(list.beginningWith(part, 1_000))).toEqual(words.filter((one) => one.startsWith(part)).sort());
        const around = words.filter((one) => one !== part && (one.startsWith(part) || one.endsWith(part)));
        expect([...new Set(wordsOf(list.around(part, 1_000)))]).toEqual(around.sort());
      }),
    );
  });

  it('gives the most frequent first when not all are wanted', () => {
    const list = new WordList();
    for (const [one, articles] of [
      ['aa', 1],
      ['ab', 5],
      ['ac', 3],
    ] as const)
      list.set(one, 1, articles);
    expect(list.beginningWith('a', 2).map((found) => found.word)).toEqual(['ab', 'ac']);
  });
});
