import { TransientError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import { aSearch, put, titlesOf } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { searchIndexRebuild } from '#ports/testing/search-index/rebuild.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { SmallMeilisearch } from '../testing/small-meilisearch.js';
import { INDEX_SETTINGS } from './index-settings.js';
import { MeilisearchSearchIndex } from './meilisearch-search-index.js';

const [INDEX, BESIDE] = ['test_articles', 'test_articles_next'];

describe('A rebuild in a local server in the way of Meilisearch', () => {
  let server: SmallMeilisearch;
  let url: string;
  beforeEach(async () => {
    server = new SmallMeilisearch();
    url = await server.start();
  });
  afterEach(() => server.stop());

  const open = async (clock: Clock = new TestClock()): Promise<MeilisearchSearchIndex> => {
    const index = new MeilisearchSearchIndex({ url, namespace: 'test', clock });
    await index.open();
    return index;
  };
  const bridge = anArticle('bridge').titled('Bridge');
  const titles = async (index: MeilisearchSearchIndex): Promise<string[]> =>
    titlesOf(await index.search(aSearch('', { limit: 100 }))).sort();

  describe('alone', () => searchIndexRebuild(open));

  describe('by replicas of one service', () => {
    it('is needed by an index with other settings, and gives it those of the code while the old one answers', async () => {
      await (await open()).apply([put(bridge.build())]);
      const old = { rankingRules: ['words'] };
      server.indexes.get(INDEX!)!.settings = old;
      const index = await open();
      expect(await index.needsRebuild()).toBe(true);
      const rebuild = await index.beginRebuild();
      await index.fillRebuild(rebuild, [put(bridge.build())]);
      expect(await titles(index)).toEqual(['Bridge']);
      expect(server.indexes.get(INDEX!)!.settings).toBe(old);
      await index.finishRebuild(rebuild);
      expect(server.indexes.get(INDEX!)!.settings).toEqual(JSON.parse(JSON.stringify(INDEX_SETTINGS)));
      expect(await index.needsRebuild()).toBe(false);
      expect([...server.indexes.keys()]).toEqual([INDEX]);
      expect([...server.held.keys()]).toEqual([bridge.build().id]);
    });

    it('loses nothing that another one applies to the index in use at the same time', async () => {
      const [one, other] = [await open(), await open()];
      await one.apply([put(bridge.build())]);
      const rebuild = await one.beginRebuild();
      await other.apply([
        put(anArticle('late').titled('Late').build()),
        put(bridge.version(2).titled('Newer').build()),
      ]);
      await one.fillRebuild(rebuild, [put(bridge.build())]);
      expect(await titles(other)).toEqual(['Late', 'Newer']);
      await one.finishRebuild(rebuild);
      expect(await titles(other)).toEqual(['Late', 'Newer']);
    });

    it('is done, but for the old index, when the server goes away after the swap, and may be begun again', async () => {
      const index = await open();
      await index.apply([put(anArticle('old').titled('Old').build())]);
      const first = await index.beginRebuild();
      await index.fillRebuild(first, [put(bridge.build())]);
      server.instead = ({ method, path }) =>
        method === 'DELETE' && path === `/indexes/${BESIDE}` ? 'close' : undefined;
      await expect(index.finishRebuild(first)).rejects.toThrow(TransientError);
      expect(await titles(index)).toEqual(['Bridge']);
      server.instead = () => undefined;
      const second = await index.beginRebuild();
      expect(await titles(index)).toEqual(['Bridge']);
      await index.fillRebuild(second, [put(bridge.version(2).titled('Bridge 2').build())]);
      await index.finishRebuild(second);
      expect([await titles(index), [...server.indexes.keys()]]).toEqual([['Bridge 2'], [INDEX]]);
    });

    it('is written by nobody once it is done, even if a late write made an index of its name again', async () => {
      const index = await open();
      const rebuild = await index.beginRebuild();
      await index.finishRebuild(rebuild);
      server.indexes.set(BESIDE!, { settings: {}, documents: new Map() });
      await index.apply([put(bridge.build())]);
      expect(server.indexes.get(BESIDE!)!.documents.size).toBe(0);
      expect(await titles(index)).toEqual(['Bridge']);
      await index.finishRebuild(await index.beginRebuild());
      expect([...server.indexes.keys()]).toEqual([INDEX]);
    });

    it('writes to the index beside first, so that no change is in the old one alone when they are swapped', async () => {
      const index = await open();
      await index.beginRebuild();
      server.asked.length = 0;
      await index.apply([put(bridge.build())]);
      expect(server.asks('POST', /documents$/).map(({ path }) => path)).toEqual(
        [BESIDE, INDEX].map((uid) => `/indexes/${uid}/documents`),
      );
    });
  });
});
