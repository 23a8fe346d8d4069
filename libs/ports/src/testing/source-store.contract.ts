import { SourceId } from '#contracts/ids.js';
import { describe, expect, it } from '@jest/globals';
import type { Source, SourceStore } from '../source-store.port.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

const aSource = (id: string, change: Partial<Source> = {}): Source => ({
  id: SourceId.parse(id),
  name: `Sender ${id} – „Zürich“ 🗞`,
  format: 'native',
  createdAt: '2026-11-02T07:30:00.000Z',
  secrets: [{ id: 'sec_1', secret: 'whsec_c2VjcmV0', createdAt: '2026-11-02T07:30:00.000Z' }],
  ...change,
});
const renamed =
  (name: string) =>
  (source: Source): Source => ({ ...source, name });

/** What every SourceStore does; `open` gives an empty one. */
export function sourceStoreContract(open: () => Promise<OpenedPort<SourceStore>>): void {
  describe('keeps the promises of a SourceStore', () => {
    const opened = openedForEach(open);

    it('gives a source back as it was made, also after a restart', async () => {
      const full = aSource('full', { format: 'ninjs', language: 'de-AT', rateLimit: 60 });
      expect(await opened().port.create(full)).toBe(true);
      expect(await opened().port.find(full.id)).toEqual(full);
      expect(await (await opened().reopen()).find(full.id)).toEqual(full);
    });

    it('does not make a source whose id is taken, and leaves the first as it is', async () => {
      const { port } = opened();
      const first = aSource('twice');
      await port.create(first);
      expect(await port.create(aSource('twice', { name: 'another' }))).toBe(false);
      expect(await port.find(first.id)).toEqual(first);
    });

    it('knows nothing of a source that was never made', async () => {
      const { port } = opened();
      const id = SourceId.parse('nobody');
      expect(await port.find(id)).toBeUndefined();
      expect(await port.change(id, renamed('x'))).toBeUndefined();
      expect(await port.remove(id)).toBe(false);
    });

    it('lists in order of id, page after page', async () => {
      const { port } = opened();
      for (const id of ['c', 'a', 'd', 'b', 'a-1']) await port.create(aSource(id));
      const first = await port.list({ limit: 3 });
      const rest = await port.list({ limit: 3, after: first.at(-1)?.id });
      expect([...first, ...rest].map(({ id }) => id)).toEqual(['a', 'a-1', 'b', 'c', 'd']);
      expect(await port.list({ limit: 3, after: 'd' })).toEqual([]);
    });

    it('shows a change to the next read and keeps it over a restart', async () => {
      const { port } = opened();
      const { id } = aSource('changed');
      await port.create(aSource('changed'));
      expect((await port.change(id, renamed('New name')))?.name).toBe('New name');
      expect((await port.find(id))?.name).toBe('New name');
      expect((await port.list({ limit: 9 })).map(({ name }) => name)).toEqual(['New name']);
      expect((await (await opened().reopen()).find(id))?.name).toBe('New name');
    });

    it('lets no two changes of one source overwrite each other', async () => {
      const { port } = opened();
      const { id } = aSource('busy', { name: '' });
      await port.create(aSource('busy', { name: '' }));
      const letters = [...'abcdefghij'];
      await Promise.all(letters.map((letter) => port.change(id, (source) => renamed(source.name + letter)(source))));
      expect([...((await port.find(id))?.name ?? '')].sort()).toEqual(letters);
    });

    it('throws what an edit throws and changes nothing', async () => {
      const { port } = opened();
      const made = aSource('kept');
      await port.create(made);
      const edit = (): never => {
        throw new Error('not allowed');
      };
      await expect(port.change(made.id, edit)).rejects.toThrow('not allowed');
      expect(await port.find(made.id)).toEqual(made);
    });

    it('removes a source once, whose id may then be taken again', async () => {
      const { port } = opened();
      const made = aSource('gone');
      await port.create(made);
      await port.find(made.id);
      expect(await port.remove(made.id)).toBe(true);
      expect(await port.remove(made.id)).toBe(false);
      expect(await port.find(made.id)).toBeUndefined();
      expect(await port.create(aSource('gone', { name: 'again' }))).toBe(true);
      expect((await port.find(made.id))?.name).toBe('again');
    });
  });
}
