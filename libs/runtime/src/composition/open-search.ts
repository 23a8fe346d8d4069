import type { Engine } from '#ports/backend.js';
import type { SearchIndex } from '#ports/search-index.port.js';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { ProfileParts } from './profile-parts.js';

/** A search index that is opened beside the profile. */
export interface OpenedSearch {
  readonly searchIndex: SearchIndex;
  /** Undefined where nothing asks the index. */
  readonly engine: Engine | undefined;
  close(): Promise<void>;
}

/** The search engine that is configured, where it is not part of the profile's own file. */
export function openSearch(parts: ProfileParts): Promise<OpenedSearch> {
  return parts.config.searchEngine === 'sqlite' ? openSharedIndex(parts) : openMeilisearch(parts);
}

/** The SQLite index that the processes of search and operations share on one machine. */
async function openSharedIndex({ config, clock, textPool }: ProfileParts): Promise<OpenedSearch> {
  const { SharedSqliteSearchIndex } = await import('#embedded/search-index/shared/shared-sqlite-search-index.js');
  const mayOpen = config.services.includes('search');
  const folder = join(config.dataDir, 'search');
  const searchIndex = new SharedSqliteSearchIndex({ folder, clock, textPool, mayOpen });
  const engine = engineOf(config, { name: 'search index', probe: () => searchIndex.probe() });
  return { searchIndex, engine, close: () => searchIndex.close() };
}

async function openMeilisearch({ config, clock, logger }: ProfileParts): Promise<OpenedSearch> {
  const { MeilisearchSearchIndex } = await import('#distributed/search-index/meilisearch-search-index.js');
  const { meiliUrl = '', meiliKey, namespace } = config;
  const searchIndex = new MeilisearchSearchIndex({
    ...{ url: meiliUrl, namespace, clock },
    ...(meiliKey === undefined ? {} : { key: meiliKey }),
    trouble: (what, error) => logger.warn({ err: error }, what),
  });
  const engine = engineOf(config, { name: 'meilisearch', probe: () => searchIndex.ping() });
  return { searchIndex, engine, close: () => searchIndex.close() };
}

/** Search cannot do without the index, operations shows that it is away, and nobody else asks it. */
function engineOf({ services }: Config, engine: Omit<Engine, 'needed'>): Engine | undefined {
  const needed = services.includes('search');
  return needed || services.includes('operations') ? { ...engine, needed } : undefined;
}
