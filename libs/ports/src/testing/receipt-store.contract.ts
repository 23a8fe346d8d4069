import { describe, expect, it } from '@jest/globals';
import type { ReceiptEntry, ReceiptStore } from '../receipt-store.port.js';
import { articleId } from './newsletter-builders.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

const article = articleId('receipt');
const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 2, 7, 30, seconds)).toISOString();
const anEntry = (change: Partial<ReceiptEntry> = {}): ReceiptEntry => ({
  articleId: article,
  version: 1,
  stage: 'indexed',
  at: at(1),
  outcome: 'completed',
  ...change,
});

/** What every ReceiptStore does; `open` gives an empty one. */
export function receiptStoreContract(open: () => Promise<OpenedPort<ReceiptStore>>): void {
  describe('keeps the promises of a ReceiptStore', () => {
    const opened = openedForEach(open);

    it('gives entries back as they came, also after a restart', async () => {
      const full = anEntry({ place: 'search', detail: { lateBy: 1.5, note: 'ü', again: false } });
      await opened().port.record([full, anEntry({ stage: 'published', at: at(0) })]);
      const expected = [anEntry({ stage: 'published', at: at(0) }), full];
      expect(await opened().port.read(article)).toEqual(expected);
      expect(await (await opened().reopen()).read(article)).toEqual(expected);
    });

    it('knows nothing of an article that no stage told of', async () => {
      await opened().port.record([]);
      expect(await opened().port.read(articleId('other'))).toEqual([]);
    });

    it('reads in order of time, whatever the order of arrival', async () => {
      const { port } = opened();
      await port.record([anEntry({ stage: 'mailed', at: at(9) }), anEntry({ stage: 'related', at: at(5) })]);
      await port.record([anEntry({ version: 2, at: at(3) }), anEntry({ stage: 'published', at: at(1) })]);
      expect((await port.read(article)).map((entry) => entry.at)).toEqual([at(1), at(3), at(5), at(9)]);
    });

    it('orders times by the moment they mean, not by how they are written', async () => {
      const { port } = opened();
      await port.record([
        anEntry({ stage: 'related', at: '2026-11-02T09:00:00+02:00' }),
        anEntry({ stage: 'indexed', at: '2026-11-02T08:00:00Z' }),
      ]);
      expect((await port.read(article)).map(({ stage }) => stage)).toEqual(['related', 'indexed']);
    });

    it('keeps one entry of each version, stage and place, and others apart', async () => {
      const { port } = opened();
      const places = [
        anEntry({ stage: 'withdrawn', place: 'search' }),
        anEntry({ stage: 'withdrawn', place: 'related' }),
        anEntry({ stage: 'withdrawn', version: 2, place: 'related' }),
        anEntry({ stage: 'withdrawn' }),
      ];
      await port.record([...places, ...places]);
      await port.record(places);
      expect(await port.read(article)).toHaveLength(4);
    });

    it('keeps a completed entry for ever as it first came', async () => {
      const { port } = opened();
      const first = anEntry({ detail: { note: 'first' } });
      await port.record([first]);
      await port.record([anEntry({ at: at(2) }), anEntry({ at: at(3), outcome: 'failed', detail: { reason: 'no' } })]);
      expect(await port.read(article)).toEqual([first]);
    });

    it('replaces a failed entry by a newer failure and by what completes the stage after all', async () => {
      const { port } = opened();
      await port.record([anEntry({ outcome: 'failed', detail: { reason: 'one' } })]);
      await port.record([anEntry({ at: at(2), outcome: 'failed', detail: { reason: 'two' } })]);
      expect(await port.read(article)).toMatchObject([{ at: at(2), outcome: 'failed', detail: { reason: 'two' } }]);
      await port.record([anEntry({ at: at(3) })]);
      expect(await port.read(article)).toEqual([anEntry({ at: at(3) })]);
    });
  });
}
