import type { ArticleId } from '#contracts/ids.js';
import { ReceiptStore, type ReceiptEntry } from '#ports/receipt-store.port.js';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';

interface EntryRow extends Pick<ReceiptEntry, 'version' | 'stage' | 'at' | 'outcome'> {
  readonly place: string;
  readonly detail: string | null;
}

const RECORD = readFileSync(new URL('./record-entry.sql', import.meta.url), 'utf8');

/** ReceiptStore in one SQLite table. */
export class SqliteReceiptStore extends ReceiptStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./receipts.schema.sql', import.meta.url));
  }

  async record(entries: readonly ReceiptEntry[]): Promise<void> {
    this.database.transaction(() => {
      for (const { articleId, version, stage, place, at, outcome, detail } of entries) {
        this.database.run(
          RECORD,
          ...[articleId, version, stage, place ?? '', at, outcome],
          detail === undefined ? null : JSON.stringify(detail),
        );
      }
    });
  }

  async read(articleId: ArticleId): Promise<ReceiptEntry[]> {
    return this.database
      .all<EntryRow>(
        'SELECT * FROM receipt_entries WHERE article_id = ? ORDER BY julianday(at), version, stage',
        articleId,
      )
      .map(({ version, stage, place, at, outcome, detail }) => ({
        ...{ articleId, version, stage, at, outcome },
        ...(place === '' ? {} : { place }),
        ...(detail === null ? {} : { detail: JSON.parse(detail) as Record<string, string | number | boolean> }),
      }));
  }
}
