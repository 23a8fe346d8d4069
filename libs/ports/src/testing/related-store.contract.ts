import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RelatedItem } from '#contracts/related.js';
import type { RelatedStore } from '../related-store.port.js';

const item = (id: string, score = 0.5): RelatedItem => ({
  id,
  title: `Title of ${id}`,
  language: 'en',
  publishedAt: '2026-11-02T06:00:00.000Z',
  score,
  reasons: [{ kind: 'term', values: ['harbour'], weight: 0.4 }],
});

/** What every RelatedStore must do; `open` gives an empty one. */
export function relatedStoreContract(open: () => Promise<{ port: RelatedStore; close(): Promise<void> }>): void {
  describe('keeps the promises of a RelatedStore', () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('gives a list back as it was put, and the newest when it was put again', async () => {
      const list = { articleId: 'a', items: [item('b'), item('c', 0.2)], story: { id: 's', size: 3 } };
      await opened.port.put([list, { articleId: 'b', items: [item('a')] }]);
      expect(await opened.port.list('a')).toEqual(list);
      await opened.port.put([{ articleId: 'a', items: [item('d')] }]);
      expect(await opened.port.list('a')).toEqual({ articleId: 'a', items: [item('d')] });
      expect(await opened.port.list('nobody')).toBeUndefined();
    });

    it('reads several lists and leaves out those that are not there', async () => {
      await opened.port.put([
        { articleId: 'a', items: [] },
        { articleId: 'b', items: [item('a')] },
      ]);
      const found = await opened.port.lists(['b', 'x', 'a']);
      expect(found.map(({ articleId }) => articleId).sort()).toEqual(['a', 'b']);
    });

    it('has a removed article in no list, its own among them', async () => {
      await opened.port.put([
        { articleId: 'a', items: [item('b'), item('c')] },
        { articleId: 'b', items: [item('a'), item('c')] },
        { articleId: 'c', items: [item('b')] },
      ]);
      await opened.port.remove(['c']);
      expect(await opened.port.list('c')).toBeUndefined();
      expect((await opened.port.list('a'))?.items.map(({ id }) => id)).toEqual(['b']);
      expect((await opened.port.list('b'))?.items.map(({ id }) => id)).toEqual(['a']);
      await opened.port.remove(['c']);
    });
  });
}
