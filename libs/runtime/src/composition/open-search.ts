import type { Engine } from '#ports/backend.js';
import type { SearchIndex } from '#ports/search-index.port.js';
import { join } from 'node:path';
import type { ProfileParts } from './profile-parts.js';

/** A search index that is opened beside the profile. */
export interface OpenedSearch {
  readonly searchIndex: SearchIndex;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** The SQLite index that the processes of search and operations share on one machine. */
export async function openSharedIndex({ config, clock, textPool }: ProfileParts): Promise<OpenedSearch> {
  const { SharedSqliteSearchIndex } = await import('#embedded/search-index/shared/shared-sqlite-search-index.js');
  const mayOpen = config.services.includes('search');
  const folder = join(config.dataDir, 'search');
  const searchIndex = new SharedSqliteSearchIndex({ folder, clock, textPool, mayOpen });
  return { searchIndex, engine: engineOf(searchIndex, mayOpen), close: () => searchIndex.close() };
}

/** Only who answers searches cannot do without the index. */
function engineOf(searchIndex: SearchIndex, needed: boolean): Engine {
  return { name: 'search index', needed, probe: () => searchIndex.count() };
}
