import { SuppressionStore, type Suppression, type SuppressionReason } from '#ports/suppression-store.port.js';
import type { Model } from 'mongoose';
import { createHash } from 'node:crypto';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection, Shape } from '../mongo-connection.js';

/** An address that gets no mail. */
export interface SuppressionDocument extends Omit<Suppression, 'hash'> {
  /** The hash of the address. */
  readonly _id: string;
}

export const SUPPRESSIONS: Shape<SuppressionDocument> = {
  collection: 'suppressions',
  fields: { _id: String, email: String, reason: String, note: String, at: String },
};

/** SuppressionStore in one collection, keyed by the hash of the address. */
export class MongoSuppressionStore extends SuppressionStore {
  private readonly suppressions: Model<SuppressionDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.suppressions = connection.model(SUPPRESSIONS);
  }

  async put(entry: { email: string; reason: SuppressionReason; note: string; at: Date }): Promise<void> {
    const { reason, note, at } = entry;
    const email = entry.email.toLowerCase();
    try {
      await this.suppressions.insertMany([{ _id: hashOf(email), email, reason, note, at: at.toISOString() }]);
    } catch (error) {
      if (!isDuplicate(error, '_id')) throw error;
    }
  }

  async among(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const byHash = new Map(emails.map((email) => [hashOf(email), email]));
    const found = await this.suppressions
      .find({ _id: { $in: [...byHash.keys()] } })
      .select({ _id: 1 })
      .lean<SuppressionDocument[]>();
    return new Set(found.flatMap(({ _id }) => byHash.get(_id) ?? []));
  }

  async find(email: string): Promise<Suppression | undefined> {
    const document = await this.suppressions.findOne({ _id: hashOf(email) }).lean<SuppressionDocument>();
    return document === null ? undefined : toSuppression(document);
  }

  async list({ after = '', limit }: { after?: string; limit: number }): Promise<Suppression[]> {
    const found = await this.suppressions
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<SuppressionDocument[]>();
    return found.map(toSuppression);
  }

  async remove(email: string): Promise<boolean> {
    const { deletedCount } = await this.suppressions.deleteOne({ _id: hashOf(email) });
    return deletedCount === 1;
  }

  async anonymise(email: string): Promise<void> {
    await this.suppressions.updateOne({ _id: hashOf(email) }, { $unset: { email: '' } });
  }
}

function hashOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex');
}

/** The suppression of a document. */
export function toSuppression({ _id, ...rest }: SuppressionDocument): Suppression {
  return { hash: _id, ...rest };
}
