import type { CandidateSearch, PostingStore } from '../posting-store.port.js';
import { articleId } from './newsletter-builders.js';
import { openedForEach, type OpenedPort } from './opened-port.js';
import { aProfile } from './profile-builder.js';

const at = (day: number) => ({ publishedAt: Date.parse(`2026-11-0${day}T06:00:00Z`) });

function looking(keys: readonly number[], change: Partial<CandidateSearch> = {}): CandidateSearch {
  return {
    keys: keys.map((mark) => ({ mark, worth: 1 })),
    around: at(2).publishedAt,
    ...{ perKey: 10, enough: 100, limit: 100 },
    ...change,
  };
}

/** What every PostingStore must do; `open` gives an empty one. */
export function postingStoreContract(open: () => Promise<OpenedPort<PostingStore>>): void {
  const opened = openedForEach(open);
  const store = (): PostingStore => opened().port;
  const a = articleId('a');

  it('gives profiles and shingles back as they were put, after a restart too', async () => {
    const put = aProfile('a', [7], { url: 'https://news.example/a', expiresAt: 5, translationGroup: 'g' });
    expect(await store().put([put, aProfile('b')])).toEqual([a, articleId('b')]);
    const again = await opened().reopen();
    expect(await again.profiles([a, articleId('nobody')])).toEqual([put.profile]);
    expect(await again.shingles([a, articleId('nobody')])).toEqual(new Map([[a, put.shingles]]));
  });

  it('keeps a profile without words', async () => {
    const none = { terms: new Uint32Array(), counts: new Uint16Array(), capitals: new Uint8Array(), words: [] };
    const put = aProfile(
      'a',
      [],
      { ...none, strongest: new Uint32Array(), signature: new Uint32Array(), length: 0 },
      [],
    );
    await store().put([put]);
    expect(await store().profiles([a])).toEqual([put.profile]);
    expect((await store().shingles([a])).get(a)).toEqual(new Int32Array());
  });

  it('answers candidates by the sum of the worths of their keys, equal ones by id', async () => {
    const ids = ['b', 'c', 'd'].map(articleId).sort();
    await store().put([aProfile('a', [1, 4_294_967_295]), ...['b', 'c', 'd'].map((name) => aProfile(name, [2]))]);
    const keys = [
      { mark: 2, worth: 3 },
      { mark: 1, worth: 2 },
      { mark: 4_294_967_295, worth: 1.5 },
      { mark: 3, worth: 9 },
    ];
    expect(await store().candidates(looking([], { keys }))).toEqual([a, ...ids]);
    expect(await store().candidates(looking([], { keys, limit: 1 }))).toEqual([a]);
    expect(await store().candidates(looking([3]))).toEqual([]);
  });

  it('takes those nearest in time on either side under each key', async () => {
    await store().put([1, 2, 3, 4, 5].map((day) => aProfile(`day ${day}`, [7], at(day))));
    const found = await store().candidates(looking([7], { around: at(3).publishedAt, perKey: 1 }));
    expect(new Set(found)).toEqual(new Set([articleId('day 3'), articleId('day 4')]));
  });

  it('reads no more keys once it has met enough articles', async () => {
    const many = Array.from({ length: 60 }, (_, key) => key + 1);
    await store().put([...many.map((key) => aProfile(`of ${key}`, [key])), aProfile('last', [1000])]);
    const found = await store().candidates(looking([...many, 1000], { enough: 20 }));
    expect(found.length).toBeGreaterThanOrEqual(20);
    expect(found).not.toContain(articleId('last'));
  });

  it('keeps the newest version with its keys alone and says which version stands', async () => {
    expect(await store().put([aProfile('a', [7], { version: 2 })])).toEqual([a]);
    expect(await store().put([aProfile('a', [7], { version: 2 })])).toEqual([a]);
    expect(await store().put([aProfile('a', [8], { version: 1 })])).toEqual([]);
    expect(await store().put([aProfile('a', [9], { version: 3, ...at(4) })])).toEqual([a]);
    expect(await store().candidates(looking([7, 8]))).toEqual([]);
    expect(await store().candidates(looking([9]))).toEqual([a]);
    expect(await store().count()).toBe(1);
  });

  it('answers candidates as they are after each change to a key that was read before', async () => {
    const found = async (): Promise<Set<string>> => new Set(await store().candidates(looking([7])));
    const [b, c] = [articleId('b'), articleId('c')];
    expect(await found()).toEqual(new Set());
    await store().put([aProfile('a', [7], at(2)), aProfile('b', [7, 8], at(1))]);
    expect(await found()).toEqual(new Set([a, b]));
    await store().put([aProfile('a', [8], { version: 2 }), aProfile('c', [7], at(3))]);
    expect(await found()).toEqual(new Set([b, c]));
    await store().put([aProfile('b', [7], { version: 2, ...at(4) })]);
    expect(await found()).toEqual(new Set([b, c]));
    await store().remove([{ id: c, version: 2 }]);
    expect(await found()).toEqual(new Set([b]));
  });

  it('does not bring a removed article back with an older version, but with a newer one', async () => {
    const removed = { id: a, version: 2 };
    await store().put([aProfile('a', [7])]);
    expect(await store().remove([removed])).toEqual([a]);
    expect(await store().remove([removed])).toEqual([a]);
    expect(await store().remove([{ id: a, version: 1 }])).toEqual([]);
    expect(await store().put([aProfile('a', [7]), aProfile('a', [7], { version: 2 })])).toEqual([]);
    expect(await store().profiles([a])).toEqual([]);
    expect((await store().shingles([a])).size).toBe(0);
    expect(await store().candidates(looking([7]))).toEqual([]);
    expect(await store().newest(10)).toEqual([]);
    expect(await store().count()).toBe(0);
    expect(await store().put([aProfile('a', [7], { version: 3 })])).toEqual([a]);
    expect(await store().candidates(looking([7]))).toEqual([a]);
  });

  it('remembers the removal of an article it never saw', async () => {
    expect(await store().remove([{ id: a, version: 2 }])).toEqual([a]);
    expect(await store().put([aProfile('a')])).toEqual([]);
    expect(await store().put([aProfile('a', [], { version: 3 })])).toEqual([a]);
  });

  it('walks through the profiles, newest first, and meets each once', async () => {
    const days = [1, 3, 3, 2, 3, 1];
    await store().put(days.map((day, index) => aProfile(String(index), [], at(day))));
    const met: Array<{ id: string; publishedAt: number }> = [];
    for (let page = await store().newest(2); page.length > 0; page = await store().newest(2, page.at(-1))) {
      met.push(...page.map(({ id, publishedAt }) => ({ id, publishedAt })));
    }
    expect(new Set(met.map(({ id }) => id)).size).toBe(days.length);
    const inOrder = [...met].sort((one, other) => other.publishedAt - one.publishedAt || (one.id < other.id ? -1 : 1));
    expect(met).toEqual(inOrder);
  });
}
