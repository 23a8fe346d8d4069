import { PermanentError } from '#contracts/errors.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { put } from '#ports/testing/a-search.js';
import { eventually } from '#ports/testing/eventually.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { setTimeout as pause } from 'node:timers/promises';
import { SmallMeilisearch } from '../testing/small-meilisearch.js';
import { MeilisearchSearchIndex } from './meilisearch-search-index.js';

describe('Writing to Meilisearch', () => {
  let server: SmallMeilisearch;
  let url: string;
  let index: MeilisearchSearchIndex;
  beforeEach(async () => {
    server = new SmallMeilisearch();
    url = await server.start();
    index = new MeilisearchSearchIndex({ url, namespace: 'test', clock: new TestClock() });
    await index.open();
  });
  afterEach(() => server.stop());

  const article = (name: number | string) => anArticle(name).build();
  const batch = (from: number, size: number) => Array.from({ length: size }, (_, n) => put(article(from + n)));

  it('makes the index with its settings first, and makes no task of settings that are there', async () => {
    expect(server.asks('PATCH', /settings$/)).toHaveLength(1);
    expect(server.indexes.get('test_articles')?.settings).toMatchObject({
      rankingRules: expect.arrayContaining(['words', 'typo']),
    });
    const again = new MeilisearchSearchIndex({ url, namespace: 'test', clock: new TestClock() });
    await again.open();
    expect(server.asks('PATCH', /settings$/)).toHaveLength(1);
  });

  it('resolves when the task has succeeded and not before', async () => {
    server.tasksEnd = false;
    let applied = false;
    const applying = index.apply([put(article('a'))]).then(() => (applied = true));
    await eventually(() => server.asks('GET', /tasks/).length > 4);
    expect(applied).toBe(false);
    server.tasksEnd = true;
    await applying;
    expect(server.held.has(article('a').id)).toBe(true);
  });

  it('sends what waits in as few tasks as hold it, all about as large', async () => {
    server.tasksEnd = false;
    const first = index.apply(batch(0, 3));
    await eventually(() => server.tasks.length === 1);
    const sizes = [512, 512, 321, 321, 321, 321];
    const others = sizes.map((size, n) => index.apply(batch(1_000 * (n + 1), size)));
    server.tasksEnd = true;
    await Promise.all([first, ...others]);
    expect(server.tasks.map((documents) => documents.length)).toEqual([3, 1_024, 642, 642]);
    expect(server.held.size).toBe(3 + 2_308);
  });

  const applyInParts = (from: number, sizes: readonly number[], eachMs: number): Promise<unknown> =>
    Promise.all(
      sizes.map(async (size, n) => {
        await pause(n * eachMs);
        await index.apply(batch(from + 128 * n, size));
      }),
    );
  const sizesOfTasks = (): number[] => server.tasks.map((documents) => documents.length);

  it('waits for the rest of a backlog while parts of it come, also when they begin small', async () => {
    server.tasksEnd = false;
    const parts = applyInParts(0, [128, 128, 8, 128, 128, 128, 128, 8, 128, 128], 100);
    await eventually(() => server.tasks.length === 1);
    await pause(150);
    server.tasksEnd = true;
    await parts;
    expect(sizesOfTasks()).toEqual([520, 520]);
  });

  it('waits once where nobody else applies, and not at all for a few articles', async () => {
    let began = performance.now();
    await index.apply(batch(0, 128));
    expect(performance.now() - began).toBeLessThan(1_500);
    began = performance.now();
    for (const turn of [1, 2]) await index.apply(batch(128 * turn, 128));
    expect(performance.now() - began).toBeLessThan(1_000);
    await applyInParts(1_000, [20, 20], 100);
    expect(sizesOfTasks()).toEqual([128, 128, 128, 20, 20]);
  });

  it('sends no version that is not newer than the one held, removals alike', async () => {
    const { id } = article('a');
    await index.apply([put(anArticle('a').version(3).build())]);
    await index.apply([put(anArticle('a').version(3).build()), { kind: 'remove', id, version: 2 }]);
    expect(server.tasks).toHaveLength(1);
    await index.apply([{ kind: 'remove', id, version: 4 }]);
    await index.apply([put(anArticle('a').version(4).build())]);
    expect(server.held.get(id)).toEqual({ id, version: 4, removed: true });
  });

  it('takes the highest version of all that wait, whoever applied it', async () => {
    server.tasksEnd = false;
    const first = index.apply([put(article('b'))]);
    await eventually(() => server.tasks.length === 1);
    const others = [3, 5, 4].map((version) => index.apply([put(anArticle('a').version(version).build())]));
    server.tasksEnd = true;
    await Promise.all([first, ...others]);
    expect(server.tasks[1]?.map(({ version }) => version)).toEqual([5]);
  });

  it('names an article that the server refuses, and writes those that waited with it', async () => {
    const refused = article('bad').id;
    server.refuses = (id) => id === refused;
    server.tasksEnd = false;
    const first = index.apply(batch(0, 3));
    await eventually(() => server.tasks.length === 1);
    const good = index.apply(batch(3, 20));
    const bad = index.apply([...batch(30, 4), put(article('bad'))]);
    const settled = Promise.allSettled([first, good, bad]);
    server.tasksEnd = true;
    const [, other, outcome] = await settled;
    expect(other?.status).toBe('fulfilled');
    const reason: unknown = outcome?.status === 'rejected' ? outcome.reason : undefined;
    expect(reason).toBeInstanceOf(PermanentError);
    expect(String(reason)).toContain(refused);
    expect(server.held.size).toBe(3 + 20 + 4);
  });

  it('gives up soon when the server refuses everything', async () => {
    server.refuses = () => true;
    await expect(index.apply(batch(0, 400))).rejects.toThrow(PermanentError);
    expect(server.tasks.length).toBeLessThan(40);
  });

  it('refuses an id that the server would not take, before anything is sent', async () => {
    const strange = { kind: 'remove', id: 'a b', version: 1 } as const;
    await expect(index.apply([put(article('a')), strange])).rejects.toThrow(/"a b"/);
    expect(server.tasks).toEqual([]);
  });

  it('waits at its close for what is being written', async () => {
    const applied = index.apply([put(article('a'))]);
    await index.close();
    expect(server.held.size).toBe(1);
    await applied;
  });
});
