import Libsql from 'libsql';
import { join } from 'node:path';

/** The reference: texts in a plain table of a file that is as durable as the product's own, written and read by key. */
export class PlainRows {
  private readonly connection: InstanceType<typeof Libsql>;

  constructor(folder: string) {
    this.connection = new Libsql(join(folder, 'plain-rows.sqlite'));
    this.connection.pragma('journal_mode = WAL');
    this.connection.pragma('synchronous = FULL');
    this.connection.exec('CREATE TABLE rows (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID');
  }

  /** Writes so many rows per transaction; answers the seconds it took. */
  fill(rows: ReadonlyArray<readonly [key: string, text: string]>, perTransaction: number): number {
    const insert = this.connection.prepare('INSERT OR REPLACE INTO rows (key, text) VALUES (?, ?)');
    const began = performance.now();
    for (let from = 0; from < rows.length; from += perTransaction) {
      this.connection.exec('BEGIN');
      for (const row of rows.slice(from, from + perTransaction)) insert.run([...row]);
      this.connection.exec('COMMIT');
    }
    return (performance.now() - began) / 1_000;
  }

  /** Milliseconds for reading one row and its JSON. */
  time(key: string): number {
    const began = performance.now();
    const row = this.connection.prepare('SELECT text FROM rows WHERE key = ?').get([key]) as { text: string };
    JSON.parse(row.text);
    return performance.now() - began;
  }

  close(): void {
    this.connection.close();
  }
}
