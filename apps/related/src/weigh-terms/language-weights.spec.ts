import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { LanguageWeights } from './language-weights.js';

const counted = (times: readonly number[], capitals: readonly number[] = []) => ({
  terms: Uint32Array.from([1, 2, 3]),
  counts: Uint16Array.from(times),
  capitals: Uint8Array.from([1, 2, 3], (_, index) => capitals[index] ?? 0),
  length: 10,
});

/** 2 stands in half, 3 in a tenth of a hundred profiles, 1 in a single one. */
const table = {
  ...{ language: 'en', profiles: 100, meanLength: 10 },
  marks: Uint32Array.from([2, 3]),
  counts: Uint32Array.from([50, 10]),
};

describe('the weights of terms', () => {
  it('have unit length and are alike before anything was counted', () => {
    const weights = new LanguageWeights(undefined).weigh(counted([1, 1, 1]));
    expect([...weights].map((weight) => weight.toFixed(4))).toEqual(Array(3).fill((1 / Math.sqrt(3)).toFixed(4)));
    expect([...new LanguageWeights(undefined).weigh({ ...counted([]), terms: new Uint32Array(), length: 0 })]).toEqual(
      [],
    );
  });

  it('are greater for rare terms, and nothing for those of too many articles', () => {
    const [once = 0, half, tenth = 0] = new LanguageWeights(table).weigh(counted([1, 1, 1]));
    expect(once).toBeGreaterThan(tenth);
    expect(tenth).toBeGreaterThan(0);
    expect(half).toBe(0);
  });

  it('leave no term out in a small archive', () => {
    const small = { ...table, profiles: 20, counts: Uint32Array.from([10, 4]) };
    expect(new LanguageWeights(small).weigh(counted([1, 1, 1])).every((weight) => weight > 0)).toBe(true);
  });

  it('grow with the mentions, less with each', () => {
    const ratio = (times: number): number => {
      const [once = 1, , more = 0] = new LanguageWeights(undefined).weigh(counted([1, 1, times]));
      return more / once;
    };
    expect(ratio(2)).toBeGreaterThan(1);
    expect(ratio(4) / ratio(2)).toBeLessThan(ratio(2));
    expect(ratio(1000)).toBeLessThan(W.k1.value + 1.1);
  });

  it('are greater for what is written with a capital', () => {
    const [small = 1, capital = 0] = new LanguageWeights(undefined).weigh(counted([1, 1, 1], [0, 255, 0]));
    expect(capital / small).toBeCloseTo(1 + W.capital.value, 5);
  });

  it('tell how rare a mark is', () => {
    const weights = new LanguageWeights(table);
    expect(weights.rarity(99)).toBe(1);
    expect(weights.rarity(3)).toBeLessThan(1);
    expect(weights.rarity(2)).toBeLessThan(weights.rarity(3));
  });
});
