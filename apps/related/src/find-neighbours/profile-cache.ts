import type { ArticleId } from '#contracts/ids.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Weights } from '../weigh-terms/archive-weights.js';
import { weighed, type WeighedProfile } from './weighed-profile.js';

const MOST_BYTES = 32 * 1024 * 1024;
/** What a profile takes beside its terms: card, words, signature, labels. */
const CARD_BYTES = 2_500;
const BYTES_PER_TERM = 14;

/** Profiles of the articles compared last, weighed by one generation of weights; held to a fixed share of memory. */
@Injectable()
export class ProfileCache {
  private generation = 0;
  private readonly known = new LRUCache<ArticleId, WeighedProfile>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ profile }) => CARD_BYTES + profile.terms.length * BYTES_PER_TERM,
  });

  constructor(private readonly store: PostingStore) {}

  /** Those of the articles that are public. */
  async get(ids: readonly ArticleId[], weights: Weights): Promise<WeighedProfile[]> {
    if (weights.generation !== this.generation) {
      this.known.clear();
      this.generation = weights.generation;
    }
    const found = new Map<ArticleId, WeighedProfile>();
    for (const id of ids) {
      const known = this.known.get(id);
      if (known !== undefined) found.set(id, known);
    }
    const missing = ids.filter((id) => !found.has(id));
    for (const profile of missing.length === 0 ? [] : await this.store.profiles(missing)) {
      const read = weighed(profile, weights);
      found.set(read.id, read);
      this.known.set(read.id, read);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** To be called when articles' profiles have changed. */
  forget(ids: readonly ArticleId[]): void {
    for (const id of ids) this.known.delete(id);
  }
}
