import { ClaimSize } from './claim-size.js';

describe('ClaimSize', () => {
  let now = 0;
  const sizes = (size: ClaimSize, count: number, eachMs: number): number[] =>
    Array.from({ length: count }, () => {
      now += eachMs;
      return size.next();
    });

  it('begins small, grows while claims are begun quickly, and stays where they take a tenth of a second', () => {
    const size = new ClaimSize(() => now);
    expect(sizes(size, 1, 0)).toEqual([32]);
    expect(sizes(size, 2, 50)).toEqual([64, 128]);
    expect(sizes(size, 2, 80)).toEqual([128, 128]);
    expect(sizes(size, 4, 10)).toEqual([256, 512, 512, 512]);
  });

  it('shrinks to its least when the server gets slow', () => {
    const size = new ClaimSize(() => now);
    sizes(size, 3, 10);
    expect(sizes(size, 4, 2_000)).toEqual([64, 32, 32, 32]);
  });
});
