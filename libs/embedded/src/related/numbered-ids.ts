import type { ArticleId } from '#contracts/ids.js';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database.js';

const KEPT = 50_000;

/** The ids of articles by the number of their row, which never changes; those asked for last are remembered. */
export class NumberedIds {
  private readonly known = new LRUCache<number, ArticleId>({ max: KEPT });

  constructor(private readonly database: Database) {}

  of(numbers: readonly number[]): ReadonlyMap<number, ArticleId> {
    const found = new Map<number, ArticleId>();
    const missing: number[] = [];
    for (const number of numbers) {
      const id = this.known.get(number);
      if (id === undefined) missing.push(number);
      else found.set(number, id);
    }
    if (missing.length === 0) return found;
    const sql = 'SELECT number, id FROM related_profiles WHERE number IN (SELECT value FROM json_each(?))';
    for (const { number, id } of this.database.all<{ number: number; id: ArticleId }>(sql, `[${missing.join(',')}]`)) {
      found.set(number, id);
      this.known.set(number, id);
    }
    return found;
  }
}
