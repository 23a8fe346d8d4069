import { TransientError } from '#contracts/errors.js';
import { aSearch, put } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { SmallMeilisearch } from '../testing/small-meilisearch.js';
import { MeilisearchSearchIndex } from './meilisearch-search-index.js';

describe('The settings of an index in Meilisearch', () => {
  let server: SmallMeilisearch;
  let url: string;
  beforeEach(async () => {
    server = new SmallMeilisearch();
    url = await server.start();
  });
  afterEach(() => server.stop());

  const indexOf = (): MeilisearchSearchIndex =>
    new MeilisearchSearchIndex({
      ...{ url, namespace: 'test', clock: new TestClock(), timing: { taskWithinMs: 300 } },
    });
  /** An index with one article, made by a release with other settings. */
  const anOldIndex = async (): Promise<void> => {
    await indexOf().apply([put(anArticle('a').build())]);
    server.indexes.get('test_articles')!.settings = { rankingRules: ['words'] };
    server.asked.length = 0;
  };

  it('stay as they are while articles are in it, and it is searched and written with them', async () => {
    await anOldIndex();
    const index = indexOf();
    expect((await index.search(aSearch(''))).total).toBe(1);
    await index.apply([put(anArticle('b').build())]);
    expect(await index.count()).toBe(2);
    expect(server.asks('PATCH', /settings$/)).toEqual([]);
  });

  it('hold up no search, however long the server is at other work', async () => {
    await anOldIndex();
    server.tasksEnd = false;
    expect((await indexOf().search(aSearch(''))).total).toBe(1);
  });

  it('are set where there is no article yet, as after an end between making the index and setting them', async () => {
    server.indexes.set('test_articles', { settings: {}, documents: new Map() });
    await indexOf().open();
    expect(server.indexes.get('test_articles')?.settings).toHaveProperty('rankingRules');
  });

  it('are not asked of a server that is away', async () => {
    await anOldIndex();
    server.instead = () => 'close';
    await expect(indexOf().search(aSearch(''))).rejects.toThrow(TransientError);
  });
});
