import type { Redis } from 'ioredis';
import type { BullList, BullPlace } from './bull-page-cursor.js';

/** Jobs that may have the score of the place that is read on from. */
const TIES = 200;

interface PlacesQuery {
  readonly client: Redis;
  readonly key: string;
  readonly count: number;
  /** They come after this one. */
  readonly after: BullPlace | undefined;
}

/** The next to be taken first; a list whose last job shown was taken meanwhile begins with what was behind it. */
export async function placesInTurn({ client, key, count, after }: PlacesQuery, jobKey: string): Promise<BullPlace[]> {
  const index = after === undefined ? null : await indexOf(client, key, after, jobKey);
  if (index === 0) return [];
  const ids =
    index === null
      ? await client.lrange(key, -count, -1)
      : await client.lrange(key, Math.max(0, index - count), index - 1);
  return ids.reverse().map((id) => ({ list: 'wait', id, mark: '0' }));
}

/** In order of their ids: as many as all workers have in hand. */
export async function activePlaces({ client, key, count, after }: PlacesQuery): Promise<BullPlace[]> {
  const ids = (await client.lrange(key, 0, -1)).sort(byBytes);
  const rest = after === undefined ? ids : ids.filter((id) => byBytes(id, after.id) > 0);
  return rest.slice(0, count).map((id) => ({ list: 'active', id, mark: '0' }));
}

/** In order of their scores from one to the other; those of one score stand in order of their ids. */
export async function placesByScore(
  { client, key, count, after }: PlacesQuery,
  { list, from, to }: { readonly list: BullList; readonly from: string; readonly to: string },
): Promise<BullPlace[]> {
  const isRising = list === 'delayed';
  const found: BullPlace[] = [];
  const chunk = after === undefined ? count : count + TIES;
  const read = (offset: number): Promise<string[]> =>
    isRising
      ? client.zrangebyscore(key, from, to, 'WITHSCORES', 'LIMIT', offset, chunk)
      : client.zrevrangebyscore(key, from, to, 'WITHSCORES', 'LIMIT', offset, chunk);
  for (let offset = 0; found.length < count; offset += chunk) {
    const flat = await read(offset);
    const places = pairs(flat).map(([id, mark]) => ({ list, id, mark }));
    found.push(...places.filter((place) => !isShown(place, after, isRising)));
    if (places.length < chunk) break;
  }
  return found.slice(0, count);
}

/** Null when it is in its turn no longer. */
async function indexOf(client: Redis, key: string, place: BullPlace, jobKey: string): Promise<number | null> {
  const tries = (await client.hget(jobKey, 'ats')) ?? '0';
  return tries === place.mark ? client.lpos(key, place.id, 'RANK', -1) : null;
}

function isShown({ id, mark }: BullPlace, after: BullPlace | undefined, isRising: boolean): boolean {
  if (after === undefined || mark !== after.mark) return false;
  const order = byBytes(id, after.id);
  return isRising ? order <= 0 : order >= 0;
}

function pairs(flat: readonly string[]): Array<readonly [string, string]> {
  return flat.flatMap((id, index) => (index % 2 === 0 ? [[id, flat[index + 1] ?? ''] as const] : []));
}

/** As Redis compares. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
