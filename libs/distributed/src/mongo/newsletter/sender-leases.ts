import type { Model } from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';

interface LeaseDocument {
  /** The owner. */
  readonly _id: string;
  readonly endsAt: Date;
}

/** Which senders are alive. */
export class SenderLeases {
  private readonly leases: Model<LeaseDocument>;

  constructor(connection: MongoConnection) {
    this.leases = connection.model<LeaseDocument>({
      collection: 'sender_leases',
      fields: { _id: String, endsAt: Date },
    });
  }

  async renew(owners: readonly string[], until: Date): Promise<void> {
    const renewals = owners.map((owner) => ({
      updateOne: { filter: { _id: owner }, update: { $set: { endsAt: until } }, upsert: true },
    }));
    await this.leases.bulkWrite(renewals, { ordered: false });
  }

  /** Those of the owners that have no lease or whose lease ended before `now`. */
  async ended(owners: readonly string[], now: Date): Promise<string[]> {
    await this.leases.deleteMany({ endsAt: { $lt: now } });
    const alive = await this.leases.find({ _id: { $in: [...owners] } }).lean<LeaseDocument[]>();
    const living = new Set(alive.map(({ _id }) => _id));
    return owners.filter((owner) => !living.has(owner));
  }
}
