import type { ArticleId } from '#contracts/ids.js';
import { ReceiptStore, type ReceiptEntry } from '#ports/receipt-store.port.js';
import type { Model } from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';
import { RECEIPT_ENTRIES, toDocument, toEntry, type EntryDocument } from './entry-document.js';

/** ReceiptStore in one collection, a document for each entry. */
export class MongoReceiptStore extends ReceiptStore {
  private readonly entries: Model<EntryDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.entries = connection.model(RECEIPT_ENTRIES);
  }

  /** An entry that is not there yet is written by the first of two steps; the second replaces a failed one. */
  async record(entries: readonly ReceiptEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.entries.bulkWrite(
      entries
        .map(toDocument)
        .flatMap(({ _id, ...entry }) => [
          { updateOne: { filter: { _id }, update: { $setOnInsert: entry }, upsert: true } },
          { replaceOne: { filter: { _id, outcome: 'failed' as const }, replacement: entry } },
        ]),
    );
  }

  async read(articleId: ArticleId): Promise<ReceiptEntry[]> {
    const found = await this.entries
      .find({ articleId })
      .sort({ moment: 1, version: 1, stage: 1 })
      .lean<EntryDocument[]>();
    return found.map(toEntry);
  }
}
