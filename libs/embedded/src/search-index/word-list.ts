import { FrequentWords } from './frequent-words.js';
import { WordShard, type Counted, type ListedWord } from './word-shard.js';

/** Longer words are not listed. */
const LONGEST = 40;
const NOTHING: Counted = { before: 0, after: 0, languages: 0, newLanguage: false };

/**
 * All words of the archive, packed by length: about forty bytes each instead of an object, so that hundreds of thousands
 * fit and a look at all that may be meant takes a millisecond or two. Words that no article holds any more are passed over.
 */
export class WordList {
  private readonly shards = Array.from({ length: LONGEST }, (_, index) => new WordShard(index + 1));

  get size(): number {
    return this.shards.reduce((sum, { size }) => sum + size, 0);
  }

  /** Counts articles of a word up or down; a word longer than any is left out. */
  add(word: string, languages: number, by: number): Counted {
    return this.shards[word.length - 1]?.add(word, languages, by) ?? NOTHING;
  }

  /** Says how many articles hold a word. */
  set(word: string, languages: number, articles: number): void {
    this.shards[word.length - 1]?.set(word, languages, articles);
  }

  *all(): Generator<ListedWord> {
    for (const shard of this.shards) {
      for (let index = 0; index < shard.size; index++) if (shard.articles(index) > 0) yield shard.listed(index);
    }
  }

  find(word: string): ListedWord | undefined {
    const shard = this.shards[word.length - 1];
    const index = shard?.indexOf(word);
    if (shard === undefined || index === undefined || shard.articles(index) === 0) return undefined;
    return shard.listed(index);
  }

  /** The most frequent words that begin so. */
  beginningWith(beginning: string, limit: number): ListedWord[] {
    const found = new FrequentWords(limit);
    for (const shard of this.shards.slice(Math.max(0, beginning.length - 1))) {
      shard.visitBeginning(beginning, (index) => found.offer(shard, index));
    }
    return found.words();
  }

  /** The most frequent longer words that begin or end so. */
  around(part: string, limit: number): ListedWord[] {
    const found = new FrequentWords(limit);
    for (const shard of this.shards.slice(part.length)) {
      shard.visitBeginning(part, (index) => found.offer(shard, index));
      shard.visitHolding(part, shard.length - part.length, (index) => found.offer(shard, index));
    }
    return found.words();
  }

  /** The most frequent words at exactly each distance from 1 to `max`. */
  closeTo(word: string, max: number, limit: number): ListedWord[][] {
    const target = unitsOf(word);
    const found = Array.from({ length: max }, () => new FrequentWords(limit));
    for (const shard of this.shards.slice(Math.max(0, word.length - 1 - max), word.length + max)) {
      shard.visitClose(target, max, (index, distance) => found[distance - 1]?.offer(shard, index));
    }
    return found.map((words) => words.words());
  }
}

function unitsOf(word: string): Uint16Array {
  const units = new Uint16Array(word.length);
  for (let at = 0; at < word.length; at++) units[at] = word.charCodeAt(at);
  return units;
}
