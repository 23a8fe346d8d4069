import fc from 'fast-check';
import { allowedTypos, damerauLevenshtein } from './edit-distance.js';

/** The textbook table, to compare with. */
function table(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, i) =>
    Array.from({ length: right.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      let cost = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = cost;
    }
  }
  return rows[left.length]![right.length]!;
}

describe('the distance of words', () => {
  it.each([
    ['storm', 'storm', 0],
    ['storm', 'strom', 1],
    ['storm', 'stor', 1],
    ['storm', 'stormy', 1],
    ['storm', 'starm', 1],
    ['storm', 'form', 2],
    ['', 'ab', 2],
  ])('%s and %s is %i', (left, right, distance) => {
    expect(damerauLevenshtein(left, right, 3)).toBe(distance);
  });

  it('is that of the textbook up to the limit, and over the limit beyond it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 9 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, max) => {
        expect(damerauLevenshtein(left, right, max)).toBe(Math.min(table(left, right), max + 1));
      }),
      { numRuns: 500 },
    );
  });
});

describe('typos', () => {
  it('are none below four letters, one from four, two from eight', () => {
    expect(['abc', 'abcd', 'abcdefg', 'abcdefgh', 'äöüß'].map(allowedTypos)).toEqual([0, 1, 1, 2, 1]);
  });
});
