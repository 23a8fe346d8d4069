import type { Database } from '../database.js';
import { languageBit } from './language-bits.js';
import { WordList } from './word-list.js';

/** A word that one article more, or one fewer, holds. */
export interface WordChange {
  readonly word: string;
  readonly language: string;
  readonly by: 1 | -1;
}

/** Word, languages and articles, again and again: one flat list is read twice as quickly as a list for each word. */
type KeptWords = Array<string | number>;

interface Row {
  row: number;
  words: string;
}

const ROWS_AT_ONCE = 200;
/** With more rows than this for each word they are written anew at the next start. */
const MOST_WRITINGS = 6;
const WORDS_PER_ROW = 2_000;

/**
 * The words of the archive, in memory and kept. A count is written only when it has grown or shrunk fourfold since, so
 * that a word costs a few writings in its life and not one per article; a word that is new or gone is written at once.
 */
export class ArchiveWords {
  readonly list = new WordList();

  constructor(private readonly database: Database) {}

  /** Reads what is kept, a few rows at a time. */
  async load(pause: () => Promise<void>): Promise<void> {
    let written = 0;
    const sql = 'SELECT row, words FROM search_words WHERE row > ? ORDER BY row LIMIT ?';
    for (let last: number | undefined = 0; last !== undefined; await pause()) {
      const rows: Row[] = this.database.all<Row>(sql, last, ROWS_AT_ONCE);
      for (const { words } of rows) {
        const kept = JSON.parse(words) as KeptWords;
        for (let at = 0; at < kept.length; at += 3) {
          this.list.set(String(kept[at]), Number(kept[at + 1]), Number(kept[at + 2]));
        }
        written += kept.length / 3;
      }
      last = rows.at(-1)?.row;
    }
    if (written > MOST_WRITINGS * this.list.size) this.writeAnew();
  }

  /** Counts words and writes what must be; belongs into the transaction that changes the articles. */
  count(changes: readonly WordChange[]): void {
    const kept: KeptWords = [];
    for (const { word, language, by } of changes) {
      const { before, after, languages, newLanguage } = this.list.add(word, languageBit(language), by);
      if (newLanguage || magnitude(before) !== magnitude(after)) kept.push(word, languages, after);
    }
    if (kept.length > 0) this.write(kept);
  }

  /** Takes counts back whose transaction was undone. */
  uncount(changes: readonly WordChange[]): void {
    for (const { word, language, by } of changes) this.list.add(word, languageBit(language), -by);
  }

  private writeAnew(): void {
    this.database.transaction(() => {
      this.database.run('DELETE FROM search_words');
      const some: KeptWords = [];
      for (const { word, languages, articles } of this.list.all()) {
        some.push(word, languages, articles);
        if (some.length === 3 * WORDS_PER_ROW) this.write(some.splice(0));
      }
      this.write(some);
    });
  }

  private write(words: KeptWords): void {
    this.database.run('INSERT INTO search_words (words) VALUES (?)', JSON.stringify(words));
  }
}

/** 0 for none, then one more for every fourfold. */
function magnitude(articles: number): number {
  return (33 - Math.clz32(articles)) >> 1;
}
