import type { Clock } from '#ports/clock.port.js';
import { Meilisearch } from 'meilisearch';
import { randomBytes } from 'node:crypto';
import { givenMeilisearch } from './given-meilisearch.js';
import type { MeilisearchOptions } from '../search-index/meilisearch-options.js';
import { MeilisearchSearchIndex } from '../search-index/meilisearch-search-index.js';

/** A server that specs can use. */
export interface MeilisearchServer {
  readonly url: string;
  /** Opens an index of its own. */
  open(clock: Clock): Promise<MeilisearchSearchIndex>;
}

/**
 * A suite that needs a Meilisearch server. None can be installed from a package registry, so the suite runs where one is
 * given, and elsewhere one skipped test says that it was not run.
 */
export function describeWithMeilisearch(name: string, suite: (server: MeilisearchServer) => void): void {
  const given = givenMeilisearch();
  describe(name, () => {
    if (given === undefined) {
      process.stderr.write(`not run: ${name}: COURANT_MEILI_URL names no Meilisearch server\n`);
      it.skip('not run: COURANT_MEILI_URL names no Meilisearch server', () => undefined);
      return;
    }
    const opened: string[] = [];
    afterAll(async () => {
      const client = new Meilisearch({ host: given.url, ...(given.key === undefined ? {} : { apiKey: given.key }) });
      for (const namespace of opened) await client.deleteIndex(`${namespace}_articles`);
    });
    suite({ url: given.url, open: (clock) => openIndex({ ...given, clock }, opened) });
  });
}

async function openIndex(
  options: Omit<MeilisearchOptions, 'namespace'>,
  opened: string[],
): Promise<MeilisearchSearchIndex> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  opened.push(namespace);
  const index = new MeilisearchSearchIndex({ ...options, namespace });
  await index.open();
  return index;
}
