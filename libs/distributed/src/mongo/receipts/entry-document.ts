import type { ReceiptEntry } from '#ports/receipt-store.port.js';
import mongoose from 'mongoose';
import type { Shape } from '../mongo-connection.js';

/** One line of a receipt. */
export interface EntryDocument extends Omit<ReceiptEntry, 'detail'> {
  readonly _id: string;
  /** The moment that `at` means. */
  readonly moment: Date;
  /** As a list, because names may hold what a field name may not. */
  readonly detail?: ReadonlyArray<{ readonly name: string; readonly value: string | number | boolean }>;
}

export const RECEIPT_ENTRIES: Shape<EntryDocument> = {
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
};

/** The document of an entry. */
export function toDocument({ detail, ...entry }: ReceiptEntry): EntryDocument {
  const { articleId, version, stage, place, at } = entry;
  return {
    _id: [articleId, version, stage, place ?? ''].join(' '),
    ...entry,
    moment: new Date(at),
    ...(detail === undefined ? {} : { detail: Object.entries(detail).map(([name, value]) => ({ name, value })) }),
  };
}

/** The entry of a document. */
export function toEntry({ _id, moment: _moment, detail, ...entry }: EntryDocument): ReceiptEntry {
  return {
    ...entry,
    ...(detail === undefined ? {} : { detail: Object.fromEntries(detail.map(({ name, value }) => [name, value])) }),
  };
}
