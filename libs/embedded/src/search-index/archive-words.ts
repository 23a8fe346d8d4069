import type { Database } from '../database.js';
import { languageBit } from './language-bits.js';
import { WordList } from './word-list.js';

/** A word that one article more, or one fewer, holds. */
export interface WordChange {
  readonly word: string;
  /** As a text writes it. */
  readonly shown: string;
  readonly language: string;
  readonly by: 1 | -1;
}

interface Row {
  word: string;
  languages: string;
  articles: number;
}

const KEEP = `INSERT INTO search_words (word, shown, languages, articles) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (word) DO UPDATE SET articles = ?4,
    languages = CASE WHEN instr(languages, ?3) THEN languages ELSE languages || ' ' || ?3 END`;
const ROWS_AT_ONCE = 5_000;

/**
 * The words of the archive, in memory and kept. A count is written only when it has doubled or halved since, so that a
 * word costs a dozen writes in its life and not one per article; a word that is gone is gone at once.
 */
export class ArchiveWords {
  readonly list = new WordList();

  constructor(private readonly database: Database) {}

  /** Reads what is kept, some thousand rows at a time. */
  async load(pause: () => Promise<void>): Promise<void> {
    const sql = 'SELECT word, languages, articles FROM search_words WHERE word > ? ORDER BY word LIMIT ?';
    for (let after: string | undefined = ''; after !== undefined; await pause()) {
      const rows: Row[] = this.database.all<Row>(sql, after, ROWS_AT_ONCE);
      for (const { word, languages, articles } of rows) {
        const bits = languages.split(' ').reduce((all, language) => all | languageBit(language), 0);
        this.list.add(word, bits, articles);
      }
      after = rows.at(-1)?.word;
    }
  }

  /** Counts words and writes the rows that must be; belongs into the transaction that changes the articles. */
  count(changes: readonly WordChange[]): void {
    for (const { word, shown, language, by } of changes) {
      const { before, after, newLanguage } = this.list.add(word, languageBit(language), by);
      if (before !== 0 && after === 0) this.database.run('DELETE FROM search_words WHERE word = ?', word);
      else if (after > 0 && (newLanguage || crossesPower(before, after)))
        this.database.run(KEEP, word, shown, language, after);
    }
  }

  /** Takes counts back whose transaction was undone. */
  uncount(changes: readonly WordChange[]): void {
    for (const { word, language, by } of changes) {
      this.list.add(word, languageBit(language), -by);
    }
  }

  /** A word as its texts write it. */
  shown(word: string): string {
    return this.database.get<{ shown: string }>('SELECT shown FROM search_words WHERE word = ?', word)?.shown ?? word;
  }
}

function crossesPower(before: number, after: number): boolean {
  return Math.clz32(before) !== Math.clz32(after);
}
