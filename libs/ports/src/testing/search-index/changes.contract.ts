import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** Versions, removals and expiry. */
export function searchIndexChanges(open: OpenSearchIndex): void {
  const first = anArticle('bridge').titled('Bridge closed after storm');
  const { id } = first.build();

  it('finds a batch as soon as it is applied', async () => {
    const index = await open(new TestClock());
    expect(await index.count()).toBe(0);
    await index.apply([put(first.build()), put(anArticle('other').titled('Ferry delayed').build())]);
    expect(await index.count()).toBe(2);
    expect(titlesOf(await index.search(aSearch('storm')))).toEqual(['Bridge closed after storm']);
  });

  it('replaces a version by a later one, words, filters and counts included', async () => {
    const index = await open(new TestClock());
    await index.apply([put(first.with({ sections: ['Local'] }).build())]);
    await index.apply([
      put(
        first
          .version(2)
          .titled('Bridge open again')
          .with({ sections: ['Traffic'] })
          .build(),
      ),
    ]);
    expect((await index.search(aSearch('closed'))).total).toBe(0);
    const answer = await index.search(aSearch('bridge', { facets: ['section'] }));
    expect(titlesOf(answer)).toEqual(['Bridge open again']);
    expect(answer.facets).toEqual({ section: [{ value: 'Traffic', count: 1 }] });
    expect((await index.search(aSearch('', { filters: { section: ['Local'] } }))).total).toBe(0);
    expect(await index.count()).toBe(1);
  });

  it('takes the same version once and an older one never, in whatever order they come', async () => {
    const index = await open(new TestClock());
    const second = first.version(2).titled('Second');
    await index.apply([put(second.build()), put(first.build())]);
    await index.apply([put(first.build()), put(second.titled('Second again').build())]);
    expect(titlesOf(await index.search(aSearch('')))).toEqual(['Second']);
  });

  it('forgets a removed article and everything it said', async () => {
    const index = await open(new TestClock());
    await index.apply([put(first.with({ tags: ['Zwirbelwort'], people: ['Quirina Zweifel'] }).build())]);
    await index.apply([{ kind: 'remove', id, version: 2 }]);
    expect(await index.count()).toBe(0);
    for (const q of ['storm', 'stom', '']) expect((await index.search(aSearch(q, { facets: ['tag'] }))).total).toBe(0);
    for (const q of ['sto', 'zwirb', 'quir', 'brid']) expect(await index.suggest({ q, limit: 10 })).toEqual([]);
    expect((await index.search(aSearch('', { facets: ['tag', 'person'] }))).facets).toEqual({ tag: [], person: [] });
  });

  it('remembers a removal against late older versions, but lets a later version in', async () => {
    const index = await open(new TestClock());
    await index.apply([{ kind: 'remove', id, version: 3 }]);
    await index.apply([put(first.version(2).build())]);
    expect(await index.count()).toBe(0);
    await index.apply([{ kind: 'remove', id, version: 2 }, put(first.version(4).titled('Back').build())]);
    expect(titlesOf(await index.search(aSearch('back')))).toEqual(['Back']);
    await index.apply([{ kind: 'remove', id, version: 3 }]);
    expect(await index.count()).toBe(1);
  });

  it('takes the highest version of an article that comes several times in one batch', async () => {
    const index = await open(new TestClock());
    await index.apply([
      put(first.version(2).titled('Two').build()),
      { kind: 'remove', id, version: 4 },
      put(first.version(3).build()),
    ]);
    expect(await index.count()).toBe(0);
    await index.apply([put(first.version(6).titled('Six').build()), put(first.version(5).titled('Five').build())]);
    expect(titlesOf(await index.search(aSearch('')))).toEqual(['Six']);
  });

  it('does not find an article any more once it has expired', async () => {
    const clock = new TestClock(new Date('2026-11-02T07:00:00Z'));
    const index = await open(clock);
    await index.apply([put(first.with({ expiresAt: '2026-11-02T08:00:00Z', tags: ['weather'] }).build())]);
    expect((await index.search(aSearch('storm'))).total).toBe(1);
    clock.set('2026-11-02T08:00:00Z');
    const answer = await index.search(aSearch('', { facets: ['tag'] }));
    expect([answer.total, answer.facets, await index.count()]).toEqual([0, { tag: [] }, 0]);
    expect((await index.search(aSearch('storm'))).total).toBe(0);
    expect(await index.suggest({ q: 'brid', limit: 5 })).toEqual([]);
    expect(await index.suggest({ q: 'weat', limit: 5 })).toEqual([]);
  });

  it('takes an empty batch, an article without text and one in a language nobody knows', async () => {
    const index = await open(new TestClock());
    await index.apply([]);
    await index.apply([
      put(anArticle('empty').titled('Picture').saying('').build()),
      put(anArticle('und').in('und').titled('Qapla').build()),
    ]);
    expect(titlesOf(await index.search(aSearch('picture')))).toEqual(['Picture']);
    expect(titlesOf(await index.search(aSearch('qapla')))).toEqual(['Qapla']);
  });
}
