import type { ListedWord, WordShard } from './word-shard.js';

/**
 * Keeps the most frequent of the words it is offered, of equally frequent ones the earlier. Thousands may be offered to
 * keep a few, so that nothing is made of a word that stays out.
 */
export class FrequentWords {
  private readonly shards: WordShard[] = [];
  private readonly indexes: number[] = [];
  private readonly counts: number[] = [];

  constructor(private readonly limit: number) {}

  offer(shard: WordShard, index: number): void {
    const { shards, indexes, counts, limit } = this;
    const articles = shard.articles(index);
    let at = counts.length;
    if (at === limit) {
      if (articles <= (counts[at - 1] ?? 0)) return;
      at--;
    }
    for (; at > 0 && (counts[at - 1] ?? 0) < articles; at--) {
      counts[at] = counts[at - 1] ?? 0;
      indexes[at] = indexes[at - 1] ?? 0;
      shards[at] = shards[at - 1] ?? shard;
    }
    [counts[at], indexes[at], shards[at]] = [articles, index, shard];
  }

  /** The most frequent one first. */
  words(): ListedWord[] {
    return this.shards.map((shard, at) => shard.listed(this.indexes[at] ?? 0));
  }
}
