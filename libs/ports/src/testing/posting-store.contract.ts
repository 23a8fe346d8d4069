import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ArticleProfile, PostingStore } from '../posting-store.port.js';
import { articleId } from './newsletter-builders.js';

/** A profile that is found by `keys`. */
function aProfile(words: string, keys: readonly number[], change: Partial<ArticleProfile> = {}): ArticleProfile {
  return {
    id: articleId(words),
    version: 1,
    language: 'en',
    publishedAt: Date.parse('2026-11-02T06:00:00Z'),
    title: words,
    sections: ['North'],
    tags: ['storm'],
    names: ['Ellerby'],
    signature: '',
    terms: Uint32Array.from([1, 70_000, 4_294_967_295]),
    weights: Float32Array.from([0.5, 1.25, 2]),
    keys,
    ...change,
  };
}

/** What every PostingStore must do; `open` gives an empty one. */
export function postingStoreContract(open: () => Promise<{ port: PostingStore; close(): Promise<void> }>): void {
  describe('keeps the promises of a PostingStore', () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('gives profiles back as they were put', async () => {
      const profile = aProfile('a', [7, 4_294_967_295], { url: 'https://news.example/a', expiresAt: 5 });
      expect(await opened.port.put([profile])).toEqual([profile.id]);
      expect(await opened.port.profiles([profile.id, articleId('nobody')])).toEqual([profile]);
    });

    it('names the newest articles of a key, at most as many as asked for', async () => {
      const at = (day: number) => ({ publishedAt: Date.parse(`2026-11-0${day}T06:00:00Z`) });
      await opened.port.put([
        aProfile('old', [7], at(1)),
        aProfile('new', [7, 8], at(3)),
        aProfile('middle', [7], at(2)),
      ]);
      const found = await opened.port.candidates([7, 8, 9], 2);
      expect(found.get(7)).toEqual([articleId('new'), articleId('middle')]);
      expect(found.get(8)).toEqual([articleId('new')]);
      expect(found.get(9)).toEqual([]);
    });

    it('keeps the newest version with its keys alone', async () => {
      await opened.port.put([aProfile('a', [7], { version: 2 })]);
      expect(await opened.port.put([aProfile('a', [8], { version: 1 })])).toEqual([]);
      expect(await opened.port.put([aProfile('a', [9], { version: 3 })])).toEqual([articleId('a')]);
      const found = await opened.port.candidates([7, 8, 9], 10);
      expect([7, 8, 9].map((key) => found.get(key)?.length)).toEqual([0, 0, 1]);
    });

    it('does not bring a removed article back with an older version, but with a newer one', async () => {
      const removed = { id: articleId('a'), version: 2 };
      await opened.port.put([aProfile('a', [7])]);
      expect(await opened.port.remove([removed])).toEqual([removed.id]);
      expect(await opened.port.remove([removed])).toEqual([]);
      expect(await opened.port.put([aProfile('a', [7], { version: 1 })])).toEqual([]);
      expect(await opened.port.profiles([removed.id])).toEqual([]);
      expect((await opened.port.candidates([7], 10)).get(7)).toEqual([]);
      await opened.port.put([aProfile('a', [7], { version: 3 })]);
      expect((await opened.port.candidates([7], 10)).get(7)).toEqual([removed.id]);
    });

    it('counts in how many profiles of a language a term stands', async () => {
      await opened.port.put([
        aProfile('a', [1]),
        aProfile('b', [1], { terms: Uint32Array.from([1]), weights: Float32Array.from([1]) }),
        aProfile('c', [1], { language: 'de' }),
      ]);
      const { profiles, byTerm } = await opened.port.frequencies('en', 100);
      expect(profiles).toBe(2);
      expect([byTerm.get(1), byTerm.get(70_000), byTerm.get(3)]).toEqual([2, 1, undefined]);
    });
  });
}
