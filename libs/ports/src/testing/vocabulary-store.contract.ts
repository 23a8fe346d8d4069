import type { VocabularyList, VocabularyStore } from '../vocabulary-store.port.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

/** What every VocabularyStore does. */
export function vocabularyStoreContract(open: () => Promise<OpenedPort<VocabularyStore>>): void {
  const opened = openedForEach(open);
  const synonyms: VocabularyList = {
    id: 'synonyms',
    items: [
      { synonyms: ['EZB', 'Europäische Zentralbank'], language: 'de' },
      { root: '$set.a', synonyms: ['ärger'] },
    ],
  };
  const stopWords: VocabularyList = { id: 'stop-words', items: [{ language: 'de', words: ['und', 'oder'] }] };

  it('has no list before one is put', async () => {
    expect(await opened().port.lists()).toEqual([]);
  });

  it('gives each list back as it was put last', async () => {
    const store = opened().port;
    await store.put(synonyms);
    await store.put(stopWords);
    expect(await store.lists()).toEqual(expect.arrayContaining([synonyms, stopWords]));
    await store.put({ id: 'synonyms', items: [] });
    expect(await store.lists()).toEqual(expect.arrayContaining([{ id: 'synonyms', items: [] }, stopWords]));
    expect(await (await opened().reopen()).lists()).toHaveLength(2);
  });

  it('has another mark after each put, and the same one meanwhile', async () => {
    const store = opened().port;
    const marks = [await store.mark()];
    for (const list of [synonyms, synonyms, stopWords]) {
      await store.put(list);
      marks.push(await store.mark());
      expect(await store.mark()).toBe(marks.at(-1));
    }
    expect(new Set(marks).size).toBe(4);
  });

  it('keeps one of two that are put at once, whole', async () => {
    const store = opened().port;
    const many = Array.from({ length: 20 }, (_, number): VocabularyList => {
      return { id: 'synonyms', items: [{ synonyms: [`a${number}`, `b${number}`] }] };
    });
    await Promise.all(many.map((list) => store.put(list)));
    const [kept] = await store.lists();
    expect(many).toContainEqual(kept);
  });
}
