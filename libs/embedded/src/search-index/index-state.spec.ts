import { PermanentError } from '#contracts/errors.js';
import { aSearch, put, titlesOf } from '#ports/testing/a-search.js';
import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Database } from '../database.js';
import { SqliteSearchIndex } from './sqlite-search-index.js';

const textPool = new TextPool({ threads: 0, idleSeconds: 1 });

describe('an index opened again on its file', () => {
  let database: Database;
  beforeEach(() => {
    database = Database.open(':memory:');
  });
  afterEach(() => database.close());

  const open = (clock = new TestClock()): Promise<SqliteSearchIndex> =>
    SqliteSearchIndex.open(database, clock, textPool);
  const article = (name: string): ArticleBuilder =>
    anArticle(name)
      .in('de')
      .titled(name)
      .with({ sections: ['Politik'], tags: ['Brückenbau'], translationGroup: 'g' });

  it('answers as it did before', async () => {
    const before = await open();
    await before.apply([
      put(article('Brücke gesperrt').build()),
      put(article('Brücke offen').in('en').build()),
      put(
        article('Gone')
          .with({ tags: ['Verschwunden'] })
          .build(),
      ),
    ]);
    await before.apply([{ kind: 'remove', id: article('Gone').build().id, version: 2 }]);
    const after = await open();
    for (const request of [
      aSearch('', { facets: ['section', 'tag', 'lang'] }),
      aSearch('brücke', { collapse: 'none', highlight: true }),
      aSearch('brükce gesperrt '),
      aSearch('gone '),
      aSearch('', { filters: { tag: ['Brückenbau'] }, language: 'en' }),
    ]) {
      const [was, is] = [await before.search(request), await after.search(request)];
      expect({ ...is, tookMs: 0 }).toEqual({ ...was, tookMs: 0 });
    }
    for (const q of ['brück', 'ver', 'po'])
      expect(await after.suggest({ q, limit: 9 })).toEqual(await before.suggest({ q, limit: 9 }));
    expect(await after.count()).toBe(2);
  });

  it('remembers removals and versions', async () => {
    const first = article('Sturm').version(3);
    await (await open()).apply([put(first.build()), { kind: 'remove', id: article('Weg').build().id, version: 2 }]);
    const again = await open();
    await again.apply([put(first.version(2).titled('Alt').build()), put(article('Weg').build())]);
    expect(titlesOf(await again.search(aSearch('')))).toEqual(['Sturm']);
  });

  it('writes its words anew when they were written many times', async () => {
    const index = await open();
    for (let version = 1; version <= 60; version++) {
      await index.apply([
        put(
          article('Sturm')
            .version(version)
            .titled(`Sturm ${version % 2 === 0 ? 'links' : 'rechts'}`)
            .saying('')
            .build(),
        ),
      ]);
    }
    const rows = (): number => database.get<{ rows: number }>('SELECT count(*) AS rows FROM search_words')?.rows ?? 0;
    const many = rows();
    const again = await open();
    expect(rows()).toBeLessThan(many / 10);
    expect((await again.search(aSearch('lnks '))).total).toBe(1);
    expect((await again.search(aSearch('rehcts '))).total).toBe(0);
  });

  it('keeps memory and file as they were when a batch cannot be written, and names the article', async () => {
    const index = await open();
    database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON search_texts WHEN new.body LIKE 'refused%'
      BEGIN SELECT RAISE(ABORT, 'refused'); END`);
    const fine = put(
      article('Sturm')
        .with({ tags: ['Neu'] })
        .build(),
    );
    const refused = article('Refused')
      .saying('refused wirbelwind')
      .with({ tags: ['Kaputt'] });
    await expect(index.apply([fine, put(refused.build())])).rejects.toThrow(new RegExp(refused.build().id));
    await expect(index.apply([put(refused.build())])).rejects.toBeInstanceOf(PermanentError);
    expect((await index.search(aSearch('', { facets: ['tag'] }))).total).toBe(0);
    expect(await index.suggest({ q: 'kap', limit: 5 })).toEqual([]);
    database.exec('DROP TRIGGER refuse');
    await index.apply([fine, put(refused.build())]);
    const answer = await index.search(aSearch('', { facets: ['tag'], collapse: 'none' }));
    expect(answer.facets['tag']).toEqual([
      { value: 'Kaputt', count: 1 },
      { value: 'Neu', count: 1 },
    ]);
    expect((await (await open()).search(aSearch('wirblwind '))).total).toBe(1);
  });

  it('answers searches between the slices of a large batch', async () => {
    const index = await open();
    const many = Array.from({ length: 400 }, (_, n) =>
      put(anArticle(n).titled(`Storm ${n}`).saying(`Words of ${n}. `.repeat(60)).build()),
    );
    const applied = index.apply(many);
    let [during, done] = [0, false];
    void applied.then(() => (done = true));
    while (!done) {
      const { total } = await index.search(aSearch('storm '));
      if (total > 0 && total < many.length) during++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await applied;
    expect(during).toBeGreaterThan(2);
    expect((await index.search(aSearch('storm '))).total).toBe(400);
  });
});
