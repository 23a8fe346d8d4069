import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, AuditStore } from '../audit-store.port.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

const anAct = (target: string, change: Partial<AuditEntry> = {}): Omit<AuditEntry, 'id'> => ({
  at: new Date('2026-11-02T07:30:00.123Z'),
  who: 'token',
  what: 'POST /v1/sources',
  target,
  outcome: 'done',
  ...change,
});

/** What every AuditStore does; `open` gives an empty one. */
export function auditStoreContract(open: () => Promise<OpenedPort<AuditStore>>): void {
  describe('keeps the promises of an AuditStore', () => {
    const opened = openedForEach(open);
    const targets = (entries: readonly AuditEntry[]): string[] => entries.map(({ target }) => target);

    it('gives an entry back as it was written, also after a restart', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const act = anAct('/v1/sources/ü', { outcome: 'refused', detail: '409 taken', traceparent });
      const id = await opened().port.append(act);
      expect(await opened().port.list({ limit: 9 })).toEqual([{ id, ...act }]);
      expect(await (await opened().reopen()).list({ limit: 9 })).toEqual([{ id, ...act }]);
    });

    it('lists newest first, page after page', async () => {
      const { port } = opened();
      for (const target of ['a', 'b', 'c', 'd', 'e']) await port.append(anAct(target));
      const first = await port.list({ limit: 3 });
      const rest = await port.list({ limit: 3, before: first.at(-1)?.id });
      expect(targets(first)).toEqual(['e', 'd', 'c']);
      expect(targets(rest)).toEqual(['b', 'a']);
      expect(await port.list({ limit: 3, before: rest.at(-1)?.id })).toEqual([]);
    });

    it('lists by the order of writing when the clock stands or goes back', async () => {
      const { port } = opened();
      await port.append(anAct('first', { at: new Date('2026-11-02T08:00:00Z') }));
      await port.append(anAct('second', { at: new Date('2026-11-02T07:00:00Z') }));
      expect(targets(await port.list({ limit: 9 }))).toEqual(['second', 'first']);
    });

    it('finds what was done to one target', async () => {
      const { port } = opened();
      for (const target of ['a', 'b', 'a', 'c', 'a']) await port.append(anAct(target));
      const first = await port.list({ target: 'a', limit: 2 });
      expect(targets(first)).toEqual(['a', 'a']);
      expect(await port.list({ target: 'a', limit: 2, before: first.at(-1)?.id })).toHaveLength(1);
      expect(await port.list({ target: 'd', limit: 2 })).toEqual([]);
    });

    it('gives every entry an id of its own, also to those written at once', async () => {
      const { port } = opened();
      const ids = await Promise.all(Array.from({ length: 50 }, (_, index) => port.append(anAct(`t${index}`))));
      expect(new Set(ids).size).toBe(50);
      expect(await port.list({ limit: 100 })).toHaveLength(50);
    });

    it('answers nothing after an id that is none', async () => {
      await opened().port.append(anAct('a'));
      expect(await opened().port.list({ limit: 9, before: 'no-such-id' })).toEqual([]);
    });
  });
}
