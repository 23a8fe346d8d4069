import { isDeepStrictEqual } from 'node:util';
import type { Settings } from 'meilisearch';
import { INDEX_SETTINGS } from './index-settings.js';
import { saysNoIndex } from './meilisearch-errors.js';
import type { MeilisearchLink } from './meilisearch-link.js';

const EXISTS_ALREADY = /index_already_exists/;

/** Makes the index with its settings if there is none. Those of an index that holds documents stay as they are. */
export async function openIndex(link: MeilisearchLink): Promise<void> {
  let settings = await settingsOf(link);
  if (settings === undefined) {
    await createIndex(link);
    settings = await settingsOf(link);
  }
  if (isAsWanted(settings) || (await holdsDocuments(link))) return;
  await applySettings(link);
}

/** Whether the index has other settings than the code says. */
export async function isOutdated(link: MeilisearchLink): Promise<boolean> {
  return !isAsWanted(await settingsOf(link));
}

/** Several may begin at once: that another was first is no failure. */
export async function createIndex(link: MeilisearchLink): Promise<void> {
  try {
    await link.write('the search index cannot be made', (client) =>
      client.createIndex(link.indexUid, { primaryKey: 'id' }),
    );
  } catch (error) {
    if (!(error instanceof Error && EXISTS_ALREADY.test(error.message))) throw error;
  }
}

/** For an index without documents: one that has some would be indexed anew in place, and no write be done meanwhile. */
export function applySettings(link: MeilisearchLink): Promise<void> {
  return link.write('the settings of the search index cannot be set', (client) =>
    client.index(link.indexUid).updateSettings(INDEX_SETTINGS),
  );
}

/** Nothing where there is no index. */
async function settingsOf(link: MeilisearchLink): Promise<Settings | undefined> {
  try {
    return await link.use('the settings of the search index cannot be read', (client) =>
      client.index(link.indexUid).getSettings(),
    );
  } catch (error) {
    if (saysNoIndex(error)) return undefined;
    throw error;
  }
}

async function holdsDocuments(link: MeilisearchLink): Promise<boolean> {
  const { results } = await link.use('documents of the search index cannot be read', (client) =>
    client.index(link.indexUid).getDocuments({ limit: 1, fields: ['id'] }),
  );
  return results.length > 0;
}

/** To send settings that are there already would make a task of nothing. */
function isAsWanted(settings: Settings = {}): boolean {
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
