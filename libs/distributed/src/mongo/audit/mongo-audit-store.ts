import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import type { Model } from 'mongoose';
import { Counters } from '../counters.js';
import type { MongoConnection, Shape } from '../mongo-connection.js';

/** One administrative act. */
export interface AuditDocument extends Omit<AuditEntry, 'id'> {
  readonly _id: number;
}

export const AUDIT_ENTRIES: Shape<AuditDocument> = {
  collection: 'audit_entries',
  fields: {
    _id: Number,
    at: Date,
    who: String,
    what: String,
    target: String,
    outcome: String,
    detail: String,
    traceparent: String,
  },
  indexes: [[{ target: 1, _id: 1 }, {}]],
};

/** AuditStore in one collection; ids are numbers that grow over all processes. */
export class MongoAuditStore extends AuditStore {
  private readonly entries: Model<AuditDocument>;

  constructor(
    connection: MongoConnection,
    private readonly counters: Counters,
  ) {
    super();
    this.entries = connection.model(AUDIT_ENTRIES);
  }

  async append(entry: Omit<AuditEntry, 'id'>): Promise<string> {
    const id = await this.counters.next(AUDIT_ENTRIES.collection);
    await this.entries.insertMany([{ _id: id, ...entry }]);
    return String(id);
  }

  async list({ target, before, limit }: Parameters<AuditStore['list']>[0]): Promise<AuditEntry[]> {
    const end = before === undefined ? Number.MAX_SAFE_INTEGER : Number(before);
    if (!Number.isSafeInteger(end)) return [];
    const found = await this.entries
      .find({ _id: { $lt: end }, ...(target === undefined ? {} : { target }) })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<AuditDocument[]>();
    return found.map(({ _id, ...entry }) => ({ id: String(_id), ...entry }));
  }
}
