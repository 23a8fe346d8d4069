import { LRUCache } from 'lru-cache';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';
import { PostingList } from './posting-list.js';

const ARTICLES_BY_KEY = readFileSync(new URL('./articles-by-key.sql', import.meta.url), 'utf8');
const MOST_BYTES = 24 * 1024 * 1024;
/** What a list takes beside its numbers. */
const ENTRY_BYTES = 200;

/** An article under some keys. */
export interface Posting {
  readonly keys: Uint32Array;
  readonly number: number;
  readonly publishedAt: number;
}

/**
 * The articles under each key. The file keeps them as an inverted index that is written in runs, a few pages for a whole
 * batch; the lists asked for last are held in memory, which must be told what changed.
 */
export class PostingLists {
  private readonly held = new LRUCache<number, PostingList>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }) => ENTRY_BYTES + bytes,
  });

  constructor(private readonly database: Database) {}

  of(keys: readonly number[]): PostingList[] {
    const found = new Map<number, PostingList>();
    for (const key of keys) {
      const list = this.held.get(key);
      if (list !== undefined) found.set(key, list);
    }
    const missing = keys.filter((key) => !found.has(key));
    for (const { mark, list } of missing.length === 0 ? [] : this.read(missing)) {
      found.set(mark, list);
      this.held.set(mark, list);
    }
    return keys.flatMap((key) => found.get(key) ?? []);
  }

  /** To be called once the file holds it. */
  added({ keys, number, publishedAt }: Posting): void {
    for (const key of keys) {
      const list = this.held.peek(key);
      if (list === undefined) continue;
      const { bytes } = list;
      list.add(number, publishedAt);
      if (list.bytes === bytes) continue;
      this.held.delete(key);
      this.held.set(key, list);
    }
  }

  /** To be called once it is gone from the file. */
  removed({ keys, number, publishedAt }: Posting): void {
    for (const key of keys) this.held.peek(key)?.remove(number, publishedAt);
  }

  private read(keys: readonly number[]): Array<{ mark: number; list: PostingList }> {
    return this.database
      .all<{ mark: number; articles: string | null }>(ARTICLES_BY_KEY, JSON.stringify(keys))
      .map(({ mark, articles }) => ({ mark, list: PostingList.read(articles) }));
  }
}
