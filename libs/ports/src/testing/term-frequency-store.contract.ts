import type { FrequencyTable, TermFrequencyStore } from '../term-frequency-store.port.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

const table = (language: string, marks: readonly number[]): FrequencyTable => ({
  language,
  profiles: 40,
  meanLength: 312.5,
  marks: Uint32Array.from(marks),
  counts: Uint32Array.from(marks, (_, index) => index + 2),
});

/** What every TermFrequencyStore must do; `open` gives an empty one. */
export function termFrequencyStoreContract(open: () => Promise<OpenedPort<TermFrequencyStore>>): void {
  const opened = openedForEach(open);

  it('is of generation 0 and empty before the first count', async () => {
    expect(await opened().port.read()).toEqual({ generation: 0, archive: 0, tables: [] });
    expect(await opened().port.generation()).toBe(0);
  });

  it('gives the tables back as they were put, after a restart too', async () => {
    const tables = [table('de', [1, 4_294_967_295]), table('en', [])];
    expect(await opened().port.replace(80, tables)).toBe(1);
    expect(await (await opened().reopen()).read()).toEqual({ generation: 1, archive: 80, tables });
  });

  it('leaves nothing of earlier tables and counts the generations', async () => {
    await opened().port.replace(80, [table('de', [1]), table('en', [2])]);
    expect(await opened().port.replace(160, [table('fr', [3])])).toBe(2);
    expect(await opened().port.read()).toEqual({ generation: 2, archive: 160, tables: [table('fr', [3])] });
    expect(await opened().port.generation()).toBe(2);
  });
}
