import { NativeArticle } from '#contracts/native-article.js';
import fc from 'fast-check';
import { inputHash } from './input-hash.js';

const FULL = {
  externalId: 'a-1',
  title: 'A title',
  body: { html: '<p>Body.</p>' },
  summary: 'A summary.',
  language: 'de',
  type: 'opinion',
  tags: ['storm', 'bridge'],
  authors: [{ name: 'Jo', url: 'https://a.example/jo', bio: 'Writes.' }],
  images: [{ url: 'https://a.example/a.jpg', alt: 'A', caption: 'B', credit: 'C', width: 3, height: 2 }],
  publishedAt: '2026-11-02T06:00:00Z',
  corrections: [{ at: '2026-11-02T07:00:00Z', text: 'Wrong.' }],
  trust: { publishingPrinciples: 'https://a.example/p', disclaimer: 'D', aiUse: 'none', sponsor: 'S' },
};
const hashOf = (article: object): string => inputHash(NativeArticle.parse(article));

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((part) => shuffled(part, order));
  if (typeof value !== 'object' || value === null) return value;
  const parts = new Map(Object.entries(value));
  return Object.fromEntries(order([...parts.keys()]).map((key) => [key, shuffled(parts.get(key), order)]));
}

describe('The hash of an input', () => {
  it('is the same in whatever order the keys come, at every level', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (dice) => {
        const order = (keys: string[]): string[] =>
          keys
            .map((key) => ({ key, place: dice.next().value }))
            .sort((one, other) => one.place - other.place)
            .map(({ key }) => key);
        const other = shuffled(FULL, order);
        expect(hashOf(other as object)).toBe(hashOf(FULL));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves the marks of order out, and what published says by itself', () => {
    expect(hashOf({ ...FULL, version: 7, modifiedAt: '2026-11-02T08:00:00Z', status: 'published' })).toBe(hashOf(FULL));
  });

  it.each([
    { title: 'Another title' },
    { body: { text: '<p>Body.</p>' } },
    { tags: ['bridge', 'storm'] },
    { tags: undefined },
    { trust: { ...FULL.trust, aiUse: 'assisted' } },
    { embargoedUntil: '2099-01-01T00:00:00Z' },
  ])('changes with what is said: %j', (change) => {
    expect(hashOf({ ...FULL, ...change })).not.toBe(hashOf(FULL));
  });

  it('is one for every withdrawal', () => {
    const withdrawn = { externalId: 'x', title: 'Gone', status: 'withdrawn' };
    expect(hashOf({ ...FULL, status: 'withdrawn' })).toBe(hashOf(withdrawn));
    expect(hashOf(withdrawn)).not.toBe(hashOf(FULL));
  });
});
