import { PermanentError, TransientError } from '#contracts/errors.js';
import type { SearchAnswer } from '#contracts/search.js';
import type { SearchIndex } from '../../search-index.port.js';
import { aSearch, put, titlesOf } from '../a-search.js';
import { anArticle } from '../article-builder.js';
import { TestClock } from '../test-clock.js';
import type { OpenSearchIndex } from './open-search-index.js';

/** Making the index anew while it is in use; asks for lists alone, which the simplest of engines can answer. */
export function searchIndexRebuild(open: OpenSearchIndex): void {
  const bridge = anArticle('bridge').titled('Bridge');
  const ferry = anArticle('ferry').titled('Ferry');
  const all = (index: SearchIndex): Promise<SearchAnswer> => index.search(aSearch('', { limit: 100 }));
  const titles = async (index: SearchIndex): Promise<string[]> => titlesOf(await all(index)).sort();

  let index: SearchIndex;
  beforeEach(async () => {
    index = await open(new TestClock());
    await index.apply([put(bridge.build()), put(ferry.build())]);
  });

  it('is needed by no index that was just made', async () => {
    expect(await index.needsRebuild()).toBe(false);
  });

  it('shows each article in its old form or the new one until it is finished, then as it was filled in', async () => {
    const rebuild = await index.beginRebuild();
    expect(await titles(index)).toEqual(['Bridge', 'Ferry']);
    await index.fillRebuild(rebuild, [put(bridge.titled('Bridge, read anew').build())]);
    const [first, second, ...others] = await titles(index);
    expect(['Bridge', 'Bridge, read anew']).toContain(first);
    expect([second, others]).toEqual(['Ferry', []]);
    await index.fillRebuild(rebuild, [put(ferry.build())]);
    await index.finishRebuild(rebuild);
    expect(await titles(index)).toEqual(['Bridge, read anew', 'Ferry']);
  });

  it('leaves nothing of an article that came neither by a fill nor by a change, its version included', async () => {
    await index.apply([{ kind: 'remove', id: anArticle('gone').build().id, version: 5 }]);
    const rebuild = await index.beginRebuild();
    await index.fillRebuild(rebuild, [put(bridge.build())]);
    await index.finishRebuild(rebuild);
    expect([await titles(index), await index.count()]).toEqual([['Bridge'], 1]);
    await index.apply([put(ferry.titled('Ferry again').build()), put(anArticle('gone').titled('Gone').build())]);
    expect(await titles(index)).toEqual(['Bridge', 'Ferry again', 'Gone']);
  });

  it('loses no change that is applied while it is filled, removals included', async () => {
    const rebuild = await index.beginRebuild();
    const { id } = ferry.build();
    await index.apply([put(anArticle('new').titled('New').build()), put(bridge.version(2).titled('Bridge 2').build())]);
    await index.apply([{ kind: 'remove', id, version: 2 }]);
    expect(await titles(index)).toEqual(['Bridge 2', 'New']);
    await index.fillRebuild(rebuild, [put(bridge.build()), put(ferry.build())]);
    expect(await titles(index)).toEqual(['Bridge 2', 'New']);
    await index.finishRebuild(rebuild);
    expect(await titles(index)).toEqual(['Bridge 2', 'New']);
    await index.apply([put(ferry.build())]);
    expect(await titles(index)).toEqual(['Bridge 2', 'New']);
  });

  it('shows every article once at any moment of it', async () => {
    const articles = Array.from({ length: 90 }, (_, n) => put(anArticle(n).titled(`Storm ${n}`).build()));
    await index.apply(articles);
    let done = false;
    const rebuilt = (async () => {
      const rebuild = await index.beginRebuild();
      for (let from = 0; from < 90; from += 30) await index.fillRebuild(rebuild, articles.slice(from, from + 30));
      await index.fillRebuild(rebuild, [put(bridge.build()), put(ferry.build())]);
      await index.finishRebuild(rebuild);
    })().finally(() => (done = true));
    const counts = new Set<number>();
    while (!done) {
      const { hits } = await all(index);
      counts.add(hits.length).add(new Set(hits.map(({ id }) => id)).size);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await rebuilt;
    expect([...counts]).toEqual([92]);
    expect(await index.count()).toBe(92);
  });

  it('gives way to another one that is begun, and keeps nothing of it', async () => {
    const first = await index.beginRebuild();
    await index.fillRebuild(first, [put(bridge.build()), put(anArticle('stray').titled('Stray').build())]);
    const second = await index.beginRebuild();
    await expect(index.fillRebuild(first, [put(ferry.build())])).rejects.toThrow(PermanentError);
    await expect(index.finishRebuild(first)).rejects.toThrow(PermanentError);
    await index.fillRebuild(second, [put(bridge.build())]);
    await index.finishRebuild(second);
    expect(await titles(index)).toEqual(['Bridge']);
  });

  it('has to be begun again once it is not under way', async () => {
    await expect(index.fillRebuild('none', [put(bridge.build())])).rejects.toThrow(TransientError);
    const rebuild = await index.beginRebuild();
    await index.fillRebuild(rebuild, [put(bridge.build())]);
    await index.finishRebuild(rebuild);
    await expect(index.finishRebuild(rebuild)).rejects.toThrow(TransientError);
    expect(await titles(index)).toEqual(['Bridge']);
  });
}
