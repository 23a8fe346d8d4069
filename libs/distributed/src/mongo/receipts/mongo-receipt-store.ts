import type { ArticleId } from '#contracts/ids.js';
import { ReceiptStore, type ReceiptEntry } from '#ports/receipt-store.port.js';
import type { Model } from 'mongoose';
import mongoose from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';

interface EntryDocument extends Omit<ReceiptEntry, 'detail'> {
  readonly _id: string;
  /** The moment that `at` means. */
  readonly moment: Date;
  /** As a list, because names may hold what a field name may not. */
  readonly detail?: ReadonlyArray<{ readonly name: string; readonly value: string | number | boolean }>;
}

/** ReceiptStore in one collection, a document for each entry. */
export class MongoReceiptStore extends ReceiptStore {
  private readonly entries: Model<EntryDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.entries = connection.model<EntryDocument>({
      collection: 'receipt_entries',
      fields: {
        _id: String,
        articleId: String,
        version: Number,
        stage: String,
        place: String,
        at: String,
        moment: Date,
        outcome: String,
        detail: { type: [mongoose.Schema.Types.Mixed], default: undefined },
      },
      indexes: [[{ articleId: 1, moment: 1 }, {}]],
    });
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
    return found.map(({ _id, moment: _moment, detail, ...entry }) => ({
      ...entry,
      ...(detail === undefined ? {} : { detail: Object.fromEntries(detail.map(({ name, value }) => [name, value])) }),
    }));
  }
}

function toDocument({ detail, ...entry }: ReceiptEntry): EntryDocument {
  const { articleId, version, stage, place, at } = entry;
  return {
    _id: [articleId, version, stage, place ?? ''].join(' '),
    ...entry,
    moment: new Date(at),
    ...(detail === undefined ? {} : { detail: Object.entries(detail).map(([name, value]) => ({ name, value })) }),
  };
}
