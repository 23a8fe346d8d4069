import type { ArticleId } from '#contracts/ids.js';
import { PostingStore, type ArticleProfile } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const MOST_BYTES = 48 * 1024 * 1024;
const CARD_BYTES = 1_500;

/** Decoded profiles of the articles compared last, held to a fixed share of memory. */
@Injectable()
export class ProfileCache {
  private readonly decoded = new LRUCache<ArticleId, ArticleProfile>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ terms }) => CARD_BYTES + terms.length * 8,
  });

  constructor(private readonly store: PostingStore) {}

  async get(ids: readonly ArticleId[]): Promise<ArticleProfile[]> {
    const missing = ids.filter((id) => !this.decoded.has(id));
    for (const profile of await this.store.profiles(missing)) this.decoded.set(profile.id, profile);
    return ids.flatMap((id) => this.decoded.get(id) ?? []);
  }

  /** To be called when an article's profile has changed. */
  forget(ids: readonly ArticleId[]): void {
    for (const id of ids) this.decoded.delete(id);
  }
}
