import { aSearch, put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { eventually } from '#ports/testing/eventually.js';
import { Database } from '../database.js';
import { SqliteSearchIndex } from './sqlite-search-index.js';
import { TermsMerger } from './terms-merger.js';

describe('the segments of the terms', () => {
  const database = Database.open(':memory:');
  const segments = (): number =>
    database.get<{ many: number }>('SELECT count(DISTINCT segid) AS many FROM search_terms_idx')?.many ?? 0;
  afterAll(() => database.close());

  it('are merged into one once nothing is written any more, and hold the same', async () => {
    const index = await SqliteSearchIndex.open(database, new TestClock(), new TextPool({ threads: 0, idleSeconds: 1 }));
    for (let number = 0; number < 3; number++) await index.apply([put(anArticle(number).titled('Storm').build())]);
    expect(segments()).toBe(3);
    new TermsMerger(database, 1).waitForQuiet();
    await eventually(() => segments() === 1);
    expect((await index.search(aSearch('storm'))).total).toBe(3);
  });
});
