import type { Clock } from '#ports/clock.port.js';
import { randomBytes } from 'node:crypto';
import { MeilisearchSearchIndex } from '../search-index/meilisearch-search-index.js';

/** The server that `COURANT_MEILI_URL` names, with `COURANT_MEILI_KEY` where it asks for one. */
export interface GivenMeilisearch {
  readonly url: string;
  /** Opens an index of its own. */
  open(clock: Clock): Promise<MeilisearchSearchIndex>;
}

/**
 * A suite that needs a Meilisearch server. None can be installed from a package registry, so the suite runs where one is
 * given, and elsewhere one skipped test says that it was not run.
 */
export function describeWithMeilisearch(name: string, suite: (server: GivenMeilisearch) => void): void {
  const url = process.env['COURANT_MEILI_URL'] ?? '';
  const key = process.env['COURANT_MEILI_KEY'];
  describe(name, () => {
    if (url === '') {
      process.stderr.write(`not run: ${name}: COURANT_MEILI_URL names no Meilisearch server\n`);
      it.skip('not run: COURANT_MEILI_URL names no Meilisearch server', () => undefined);
      return;
    }
    suite({ url, open: (clock) => openIndex(url, key, clock) });
  });
}

async function openIndex(url: string, key: string | undefined, clock: Clock): Promise<MeilisearchSearchIndex> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const index = new MeilisearchSearchIndex({ url, ...(key === undefined ? {} : { key }), namespace, clock });
  await index.open();
  return index;
}
