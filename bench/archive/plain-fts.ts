import type { Article } from '#contracts/article.js';
import Libsql from 'libsql';
import { join } from 'node:path';
import type { ReaderQuery } from './search-queries.js';

const SEARCH = `SELECT rowid, highlight(texts, 0, '<mark>', '</mark>') AS title, snippet(texts, 2, '<mark>', '</mark>', '…', 32) AS body
  FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20`;

/** The reference: the same texts in a plain FTS5 table, searched for all words with its own ranking, marks and snippets. */
export class PlainFts {
  private readonly connection: InstanceType<typeof Libsql>;

  constructor(folder: string) {
    this.connection = new Libsql(join(folder, 'plain-fts.sqlite'));
    this.connection.pragma('journal_mode = WAL');
    this.connection.pragma('cache_size = -16000');
    this.connection.exec('CREATE VIRTUAL TABLE texts USING fts5 (title, summary, body)');
    this.connection.exec(`INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0)')`);
  }

  fill(articles: readonly Article[]): void {
    const insert = this.connection.prepare('INSERT INTO texts (title, summary, body) VALUES (?, ?, ?)');
    this.connection.exec('BEGIN');
    for (const { title, summary = '', text } of articles) insert.run([title, summary, text]);
    this.connection.exec('COMMIT');
  }

  /** Milliseconds for one search. */
  time({ words }: ReaderQuery): number {
    const began = performance.now();
    this.connection.prepare(SEARCH).all([words.map((word) => `"${word}"`).join(' ')]);
    return performance.now() - began;
  }

  close(): void {
    this.connection.close();
  }
}
