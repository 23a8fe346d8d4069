import { describe, expect, it } from '@jest/globals';
import { deadLetterIdOf, type DeadLetter, type DeadLetterStore } from '../dead-letter-store.port.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

type NewLetter = Parameters<DeadLetterStore['put']>[0];

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 2, 7, 30, seconds));
const aLetter = (offset: number, change: Partial<NewLetter> = {}): NewLetter => ({
  kind: 'event',
  group: 'search.indexer',
  topic: 'articles',
  partition: 3,
  offset,
  key: `article-${offset}`,
  attributes: { type: 'article.published.v1', id: `e-${offset}` },
  value: '{"broken": \u0001 „ü“ 🗞',
  error: 'Error: cannot',
  attempts: 5,
  firstFailedAt: at(0),
  lastFailedAt: at(1),
  ...change,
});

/** What every DeadLetterStore does; `open` gives an empty one. */
export function deadLetterStoreContract(open: () => Promise<OpenedPort<DeadLetterStore>>): void {
  describe('keeps the promises of a DeadLetterStore', () => {
    const opened = openedForEach(open);
    const offsets = (letters: readonly DeadLetter[]): number[] => letters.map(({ offset }) => offset);

    it('keeps a letter whole, byte for byte, also after a restart', async () => {
      const letter = aLetter(7);
      const id = await opened().port.put(letter);
      expect(id).toBe(deadLetterIdOf(letter));
      expect(await opened().port.find(id)).toEqual({ ...letter, id, state: 'open' });
      expect(await (await opened().reopen()).find(id)).toEqual({ ...letter, id, state: 'open' });
    });

    it('takes the same place again as the same letter: counts on, keeps the first failure, tells the newest error', async () => {
      const { port } = opened();
      const id = await port.put(aLetter(7));
      const again = { attempts: 2, error: 'Error: still', firstFailedAt: at(20), lastFailedAt: at(21) };
      expect(await port.put(aLetter(7, again))).toBe(id);
      const expected = { attempts: 7, error: 'Error: still', firstFailedAt: at(0), lastFailedAt: at(21) };
      expect(await port.find(id)).toMatchObject({ ...expected, state: 'open' });
      expect(await port.countOpen()).toBe(1);
    });

    it('opens a settled letter again when its place fails again, without the old note', async () => {
      const { port } = opened();
      const id = await port.put(aLetter(7));
      await port.settle(id, 'discarded', 'not needed');
      await port.put(aLetter(7));
      const letter = await port.find(id);
      expect(letter).toMatchObject({ state: 'open' });
      expect(letter?.note).toBeUndefined();
    });

    it('keeps letters of other groups, partitions, kinds and keys apart', async () => {
      const { port } = opened();
      const changes: Array<Partial<NewLetter>> = [
        {},
        { group: 'related.profiler' },
        { partition: 4 },
        { kind: 'job' },
        { key: 'other' },
      ];
      const ids = await Promise.all(changes.map((change) => port.put(aLetter(7, change))));
      expect(new Set(ids).size).toBe(5);
      expect(await port.countOpen()).toBe(5);
    });

    it('settles a letter exactly once, whoever asks', async () => {
      const { port } = opened();
      const id = await port.put(aLetter(7));
      const won = await Promise.all(Array.from({ length: 5 }, () => port.settle(id, 'redriven')));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await port.settle(id, 'discarded', 'late')).toBe(false);
      expect(await port.find(id)).toMatchObject({ state: 'redriven' });
      expect(await port.countOpen()).toBe(0);
    });

    it('keeps the reason of a discarded letter', async () => {
      const { port } = opened();
      const id = await port.put(aLetter(7));
      expect(await port.settle(id, 'discarded', 'a test article')).toBe(true);
      expect(await port.find(id)).toMatchObject({ state: 'discarded', note: 'a test article' });
    });

    it('lists newest first, by group and state, page after page', async () => {
      const { port } = opened();
      for (let offset = 1; offset <= 6; offset += 1) {
        await port.put(aLetter(offset, offset % 2 === 0 ? { group: 'related.profiler' } : {}));
      }
      await port.settle(deadLetterIdOf(aLetter(3)), 'redriven');
      expect(offsets(await port.list({ limit: 9 }))).toEqual([6, 5, 4, 3, 2, 1]);
      expect(offsets(await port.list({ group: 'related.profiler', limit: 9 }))).toEqual([6, 4, 2]);
      expect(offsets(await port.list({ group: 'search.indexer', state: 'open', limit: 9 }))).toEqual([5, 1]);
      expect(offsets(await port.list({ state: 'redriven', limit: 9 }))).toEqual([3]);
      const first = await port.list({ limit: 4 });
      expect(offsets(await port.list({ limit: 4, before: first.at(-1)?.id }))).toEqual([2, 1]);
      expect(await port.list({ limit: 4, before: 'no-such-id' })).toEqual([]);
    });

    it('knows nothing of an id it never gave', async () => {
      const { port } = opened();
      expect(await port.find('nothing')).toBeUndefined();
      expect(await port.settle('nothing', 'redriven')).toBe(false);
    });
  });
}
