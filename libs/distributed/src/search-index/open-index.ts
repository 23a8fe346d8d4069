import { isDeepStrictEqual } from 'node:util';
import { MeilisearchApiError, type Settings } from 'meilisearch';
import { INDEX_SETTINGS } from './index-settings.js';
import type { MeilisearchLink } from './meilisearch-link.js';

const EXISTS_ALREADY = /index_already_exists/;

/** Makes the index if there is none and brings its settings to what the code says; resolves when both are done. */
export async function openIndex(link: MeilisearchLink): Promise<void> {
  if (!(await exists(link))) await create(link);
  const settings = await link.use('the settings of the search index cannot be read', (client) =>
    client.index(link.indexUid).getSettings(),
  );
  if (isAsWanted(settings)) return;
  await link.write('the settings of the search index cannot be set', (client) =>
    client.index(link.indexUid).updateSettings(INDEX_SETTINGS),
  );
}

function exists(link: MeilisearchLink): Promise<boolean> {
  return link.use('the search index cannot be looked up', async (client) => {
    try {
      await client.getRawIndex(link.indexUid);
      return true;
    } catch (error) {
      if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false;
      throw error;
    }
  });
}

/** Several may begin at once: that another was first is no failure. */
async function create(link: MeilisearchLink): Promise<void> {
  try {
    await link.write('the search index cannot be made', (client) =>
      client.createIndex(link.indexUid, { primaryKey: 'id' }),
    );
  } catch (error) {
    if (!(error instanceof Error && EXISTS_ALREADY.test(error.message))) throw error;
  }
}

/** To send settings that are there already would make a task of nothing. */
function isAsWanted(settings: Settings): boolean {
  const held: Readonly<Record<string, unknown>> = settings;
  return Object.entries(INDEX_SETTINGS).every(([name, wanted]) => holds(held[name], wanted));
}

/** Everything wanted is there; lists whose order means nothing come back in the server's own. */
function holds(held: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (isDeepStrictEqual(held, wanted)) return true;
    return Array.isArray(held) && isUnordered(wanted) && isDeepStrictEqual([...held].sort(), [...wanted].sort());
  }
  if (typeof wanted !== 'object' || wanted === null) return held === wanted;
  if (typeof held !== 'object' || held === null) return false;
  const parts = new Map<string, unknown>(Object.entries(held));
  return Object.entries(wanted).every(([name, part]) => holds(parts.get(name), part));
}

const UNORDERED: ReadonlySet<unknown> = new Set([
  INDEX_SETTINGS.filterableAttributes,
  INDEX_SETTINGS.sortableAttributes,
  INDEX_SETTINGS.separatorTokens,
]);

function isUnordered(wanted: unknown): boolean {
  return UNORDERED.has(wanted);
}
