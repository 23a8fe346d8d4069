import { LRUCache } from 'lru-cache';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';
import { PostingList } from './posting-list.js';
import { keysOf, type Blob } from './profile-row.js';
import { SeenKeys } from './seen-keys.js';

const ARTICLES_BY_KEY = readFileSync(new URL('./articles-by-key.sql', import.meta.url), 'utf8');
/** Lists and the articles in them, as many as take some 25 MB. */
const MOST_HELD = 1_000_000;
/** What a list takes beside its articles, in articles. */
const LIST_ITSELF = 12;

/** An article under some keys. */
export interface Posting {
  readonly keys: Uint32Array;
  readonly number: number;
  readonly publishedAt: number;
}

/**
 * The articles under each key. The file keeps them as an inverted index that is written in runs, a few pages for a whole
 * batch; the lists used last are held in memory, which must be told what changed. What nobody had before is not looked up.
 */
export class PostingLists {
  private readonly seen = new SeenKeys();
  private readonly held = new LRUCache<number, PostingList>({
    maxSize: MOST_HELD,
    sizeCalculation: ({ size }) => LIST_ITSELF + size,
  });

  /** Reads once which keys there are. */
  constructor(private readonly database: Database) {
    let after = 0;
    for (let page = this.page(after); page.length > 0; page = this.page(after)) {
      for (const { number, keys } of page) {
        for (const key of keysOf(keys)) this.seen.add(key);
        after = number;
      }
    }
  }

  of(keys: readonly number[]): PostingList[] {
    const found = new Map<number, PostingList>();
    for (const key of keys) {
      const list = this.held.get(key);
      if (list !== undefined) found.set(key, list);
    }
    const missing = keys.filter((key) => !found.has(key) && this.seen.mayHave(key));
    for (const { mark, list } of missing.length === 0 ? [] : this.read(missing)) {
      found.set(mark, list);
      this.held.set(mark, list);
    }
    return keys.map((key) => found.get(key) ?? new PostingList());
  }

  /** To be called once the file holds it. */
  added({ keys, number, publishedAt }: Posting): void {
    for (const key of keys) {
      const list = this.held.get(key) ?? (this.seen.mayHave(key) ? undefined : new PostingList());
      this.seen.add(key);
      if (list === undefined) continue;
      list.add(number, publishedAt);
      this.held.delete(key);
      this.held.set(key, list);
    }
  }

  /** To be called once it is gone from the file. */
  removed({ keys, number, publishedAt }: Posting): void {
    for (const key of keys) this.held.get(key)?.remove(number, publishedAt);
  }

  private page(after: number): Array<{ number: number; keys: Blob }> {
    const sql = 'SELECT number, keys FROM related_profile_texts WHERE number > ? ORDER BY number LIMIT 1000';
    return this.database.all(sql, after);
  }

  private read(keys: readonly number[]): Array<{ mark: number; list: PostingList }> {
    return this.database
      .all<{ mark: number; articles: string | null }>(ARTICLES_BY_KEY, JSON.stringify(keys))
      .map(({ mark, articles }) => ({ mark, list: PostingList.read(articles) }));
  }
}
