import type { Article } from '#contracts/article.js';
import { openEmbedded } from '#embedded/open-embedded.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { availableParallelism } from 'node:os';

const BATCH = 1_000;

/** Puts articles straight into the search index of a data folder that no process has open; returns how long it took. */
export async function loadArchive(dataDir: string, articles: readonly Article[]): Promise<{ seconds: number }> {
  const textPool = new TextPool({ threads: availableParallelism(), idleSeconds: 5 });
  const backend = await openEmbedded({ dataDir, clock: new SystemClock(), catcherPort: 0, textPool });
  const began = performance.now();
  for (let from = 0; from < articles.length; from += BATCH) {
    const batch = articles.slice(from, from + BATCH);
    await backend.searchIndex.apply(batch.map((article) => ({ kind: 'put', article })));
  }
  const seconds = (performance.now() - began) / 1_000;
  await backend.close();
  await textPool.close();
  return { seconds };
}
