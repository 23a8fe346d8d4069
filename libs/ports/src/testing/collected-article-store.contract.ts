import type { CollectedArticleStore } from '../collected-article-store.port.js';
import { anArticleToCollect, articleId } from './newsletter-builders.js';

const at = new Date('2026-11-02T06:00:00Z');
const later = new Date('2026-11-02T07:00:00Z');
const all = { after: 0, upTo: Number.MAX_SAFE_INTEGER, languages: ['de', 'en'], limit: 100 };

/** What every CollectedArticleStore does. */
export function collectedArticleStoreContract(open: () => CollectedArticleStore): void {
  const titles = async (store: CollectedArticleStore) => (await store.range(all)).map(({ title }) => title);

  it('keeps cards in the order of first collection', async () => {
    const store = open();
    await store.put([anArticleToCollect('b'), anArticleToCollect('a', { language: 'en' })], at);
    await store.put([anArticleToCollect('c')], later);
    const found = await store.range(all);
    expect(found.map(({ title }) => title)).toEqual(['Titel b', 'Titel a', 'Titel c']);
    expect(found[2]).toEqual({ ...anArticleToCollect('c').card, position: 3, collectedAt: later.toISOString() });
    expect(await store.position()).toBe(3);
    expect(await store.position(at)).toBe(2);
    expect(await store.position(new Date('2026-11-02T05:00:00Z'))).toBe(0);
  });

  it('answers a window by position and language', async () => {
    const store = open();
    await store.put(
      [1, 2, 3, 4].map((n) => anArticleToCollect(n, { language: n === 2 ? 'en' : 'de' })),
      at,
    );
    const window = await store.range({ after: 1, upTo: 3, languages: ['de'], limit: 10 });
    expect(window.map(({ title }) => title)).toEqual(['Titel 3']);
    expect(await store.range({ ...all, limit: 2 })).toHaveLength(2);
  });

  it('takes a version once and never an older one', async () => {
    const store = open();
    const second = anArticleToCollect(1, { version: 2, title: 'Neu' });
    expect(await store.put([anArticleToCollect(1)], at)).toEqual([articleId(1)]);
    expect(await store.put([second], later)).toEqual([articleId(1)]);
    expect(await store.put([second], later)).toEqual([]);
    expect(await store.put([anArticleToCollect(1)], later)).toEqual([]);
    expect(await store.range(all)).toEqual([{ ...second.card, position: 1, collectedAt: at.toISOString() }]);
    expect((await store.texts([articleId(1)])).get(articleId(1))).toBe(second.text);
  });

  it('remembers a withdrawal against late older versions, but lets a later version in', async () => {
    const store = open();
    await store.put([anArticleToCollect(1), anArticleToCollect(2)], at);
    expect(await store.withdraw([{ id: articleId(1), version: 3 }], at)).toEqual([articleId(1)]);
    expect(await store.withdraw([{ id: articleId(1), version: 3 }], at)).toEqual([]);
    expect(await store.put([anArticleToCollect(1, { version: 2 })], at)).toEqual([]);
    expect(await titles(store)).toEqual(['Titel 2']);
    expect(await store.find([articleId(1), articleId(2)])).toHaveLength(1);
    expect((await store.texts([articleId(1)])).size).toBe(0);
    expect(await store.put([anArticleToCollect(1, { version: 4, title: 'Wieder da' })], later)).toEqual([articleId(1)]);
    expect(await titles(store)).toEqual(['Wieder da', 'Titel 2']);
  });

  it('remembers a withdrawal of an article it never saw', async () => {
    const store = open();
    await store.withdraw([{ id: articleId(1), version: 2 }], at);
    expect(await store.put([anArticleToCollect(1)], at)).toEqual([]);
    await store.put([anArticleToCollect(2)], at);
    await store.put([anArticleToCollect(1, { version: 3 })], later);
    expect(await titles(store)).toEqual(['Titel 2', 'Titel 1']);
  });

  it('finds by id in the order asked for, and by translation group', async () => {
    const store = open();
    const group = { translationGroup: 'g' };
    await store.put([anArticleToCollect(1, group), anArticleToCollect(2), anArticleToCollect(3, group)], at);
    const found = await store.find([articleId(3), articleId(9), articleId(1)]);
    expect(found.map(({ title }) => title)).toEqual(['Titel 3', 'Titel 1']);
    expect((await store.inGroups(['g', 'h'])).map(({ title }) => title)).toEqual(['Titel 1', 'Titel 3']);
  });

  it('forgets old texts and keeps their cards', async () => {
    const store = open();
    await store.put([anArticleToCollect(1)], at);
    await store.put([anArticleToCollect(2)], later);
    expect(await store.forgetTexts(later)).toBe(1);
    expect([...(await store.texts([articleId(1), articleId(2)])).keys()]).toEqual([articleId(2)]);
    expect(await titles(store)).toHaveLength(2);
  });
}
