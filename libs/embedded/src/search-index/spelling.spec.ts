import { put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Database } from '../database.js';
import { SqliteSearchIndex } from './sqlite-search-index.js';

describe('The spelling of a suggestion', () => {
  it('costs little, however long the articles are in which its word stands', async () => {
    const database = Database.open(':memory:');
    const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
    const index = await SqliteSearchIndex.open(database, new TestClock(), textPool);
    const body = `Überraschung ${'汉'.repeat(300_000)}`;
    await index.apply([put(anArticle(1).in('de').titled('Kurz').saying(body).build())]);
    const before = process.cpuUsage();
    for (let turn = 0; turn < 10; turn += 1) {
      const suggestions = await index.suggest({ q: 'uberr', limit: 5 });
      expect(suggestions).toContainEqual({ text: 'überraschung', kind: 'query' });
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(1_000);
    database.close();
  });
});
