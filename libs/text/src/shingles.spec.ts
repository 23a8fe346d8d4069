import fc from 'fast-check';
import { bands, containment, estimatedJaccard, jaccard, minHash, shingles } from './shingles.js';

const words = (text: string): string[] => text.split(' ');
const numbers = fc.uniqueArray(fc.integer(), { maxLength: 60 }).map((values) => new Set(values));

describe('shingles', () => {
  it('are the runs of three words, each once', () => {
    expect(shingles(words('a b c d')).size).toBe(2);
    expect(shingles(words('a a a a a')).size).toBe(1);
    expect(shingles(words('a b')).size).toBe(1);
    expect(shingles([]).size).toBe(0);
    expect(shingles([{ word: 'a' }, { word: 'b' }, { word: 'c' }])).toEqual(shingles(words('a b c')));
  });

  it('depend on the order of the words', () => {
    expect(shingles(words('a b c'))).not.toEqual(shingles(words('c b a')));
  });
});

describe('likeness of sets', () => {
  it('is shared over all, and shared over the smaller', () => {
    const [left, right] = [new Set([1, 2, 3, 4]), new Set([3, 4])];
    expect([jaccard(left, right), containment(left, right)]).toEqual([0.5, 1]);
    expect([jaccard(new Set(), new Set()), containment(new Set(), left)]).toEqual([0, 0]);
  });

  it('is the same from both sides, between 0 and 1, and 1 to itself', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        expect(jaccard(left, right)).toBe(jaccard(right, left));
        expect(containment(left, right)).toBeGreaterThanOrEqual(jaccard(left, right));
        if (left.size > 0) expect(jaccard(left, left)).toBe(1);
      }),
    );
  });
});

describe('signatures', () => {
  it('are the same for the same set in any order, and empty for nothing', () => {
    fc.assert(fc.property(numbers, (set) => expect(minHash(new Set([...set].reverse()))).toEqual(minHash(set))));
    expect(minHash(new Set())).toEqual([]);
  });

  it('hold numbers of 32 bits without sign, as many as asked for', () => {
    const signature = minHash(shingles(words('one two three four five')), 16);
    expect(signature).toHaveLength(16);
    expect(signature.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(true);
  });

  it('estimate the likeness of texts', () => {
    const text = Array.from({ length: 400 }, (_, n) => `w${(n * 7919) % 1009}`);
    const edited = text.map((word, index) => (index % 40 === 0 ? `x${index}` : word));
    const [left, right] = [shingles(text), shingles(edited)];
    expect(Math.abs(estimatedJaccard(minHash(left), minHash(right)) - jaccard(left, right))).toBeLessThan(0.2);
    expect(estimatedJaccard([], [])).toBe(0);
    expect(estimatedJaccard(minHash(left), minHash(shingles(words('something else altogether here'))))).toBeLessThan(
      0.1,
    );
  });

  it('of near-copies share a band, those of other texts do not', () => {
    const text = Array.from({ length: 400 }, (_, n) => `w${(n * 7919) % 1009}`);
    const edited = text.map((word, index) => (index % 60 === 0 ? `x${index}` : word));
    const other = Array.from({ length: 400 }, (_, n) => `o${(n * 104_729) % 997}`);
    const of = (some: readonly string[]): Set<string> => new Set(bands(minHash(shingles(some))));
    const shared = (left: Set<string>, right: Set<string>): number => [...left].filter((key) => right.has(key)).length;
    expect(of(text).size).toBe(16);
    expect(shared(of(text), of(edited))).toBeGreaterThan(0);
    expect(shared(of(text), of(other))).toBe(0);
  });
});
