import type { Article } from '#contracts/article.js';
import { openEmbedded } from '#embedded/open-embedded.js';
import type { Backend } from '#ports/backend.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { availableParallelism } from 'node:os';

/** The search index of a data folder that no other process has open, to be filled without the way of each article. */
export class ArchiveLoader {
  private constructor(
    private readonly backend: Backend,
    private readonly textPool: TextPool,
  ) {}

  static async open(dataDir: string): Promise<ArchiveLoader> {
    const textPool = new TextPool({ threads: availableParallelism(), idleSeconds: 5 });
    const backend = await openEmbedded({ dataDir, clock: new SystemClock(), catcherPort: 0, textPool });
    return new ArchiveLoader(backend, textPool);
  }

  async put(articles: readonly Article[]): Promise<void> {
    await this.backend.searchIndex.apply(articles.map((article) => ({ kind: 'put', article })));
  }

  async close(): Promise<void> {
    await this.backend.close();
    await this.textPool.close();
  }
}
