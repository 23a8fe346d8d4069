import { put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Database } from '../database.js';
import { SqliteSearchIndex } from './sqlite-search-index.js';

describe('The spelling of a suggestion', () => {
  /** Processor milliseconds of ten suggestions in an index of one article with this text. */
  async function costOf(body: string): Promise<number> {
    const database = Database.open(':memory:');
    const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
    const index = await SqliteSearchIndex.open(database, new TestClock(), textPool);
    await index.apply([put(anArticle(1).in('de').titled('Kurz').saying(body).build())]);
    const before = process.cpuUsage();
    for (let turn = 0; turn < 10; turn += 1) {
      const suggestions = await index.suggest({ q: 'uberr', limit: 5 });
      expect(suggestions).toContainEqual({ text: 'überraschung', kind: 'query' });
    }
    const { user, system } = process.cpuUsage(before);
    database.close();
    return (user + system) / 1_000;
  }

  it('costs little, however long the articles are in which its word stands', async () => {
    // Measured beside a text that is read whole in any case; ten times as long, it would cost ten times as much.
    const reference = await costOf(`Überraschung ${'汉'.repeat(30_000)}`);
    const cost = await costOf(`Überraschung ${'汉'.repeat(300_000)}`);
    expect(cost).toBeLessThan(5 * reference);
  });
});
