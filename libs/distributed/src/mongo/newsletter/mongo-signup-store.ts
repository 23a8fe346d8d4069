import { SignupStore, type Signup } from '#ports/signup-store.port.js';
import mongoose, { type Model } from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection, Shape } from '../mongo-connection.js';

/** A request that waits for its confirmation. */
export interface SignupDocument {
  readonly _id: string;
  readonly email: string;
  readonly requestedAt: Date;
  readonly signup: Signup;
  readonly mailedAt?: Date;
  readonly mailHash?: string;
}

export const SIGNUPS: Shape<SignupDocument> = {
  collection: 'signups',
  fields: {
    _id: String,
    email: String,
    requestedAt: Date,
    signup: mongoose.Schema.Types.Mixed,
    mailedAt: Date,
    mailHash: String,
  },
  indexes: [
    [{ email: 1, mailedAt: 1 }, {}],
    [{ requestedAt: 1 }, {}],
  ],
};

/** SignupStore in one collection. */
export class MongoSignupStore extends SignupStore {
  private readonly signups: Model<SignupDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.signups = connection.model(SIGNUPS);
  }

  async put(signup: Signup): Promise<void> {
    const { id: _id, email, at } = signup;
    try {
      await this.signups.insertMany([{ _id, email, requestedAt: new Date(at), signup }]);
    } catch (error) {
      if (!isDuplicate(error, '_id')) throw error;
    }
  }

  async find(id: string): Promise<Signup | undefined> {
    const document = await this.signups.findOne({ _id: id }).lean<SignupDocument>();
    return document === null ? undefined : signupOf(document);
  }

  async recordMail(id: string, { at, hash }: { at: Date; hash: string }): Promise<void> {
    await this.signups.updateOne({ _id: id }, { $set: { mailedAt: at, mailHash: hash } });
  }

  async mailsSince(email: string, since: Date): Promise<number> {
    return this.signups.countDocuments({ email, mailedAt: { $gte: since } });
  }

  async forgetAddress(email: string): Promise<void> {
    await this.signups.deleteMany({ email });
  }

  async forget(before: Date): Promise<number> {
    const { deletedCount } = await this.signups.deleteMany({ requestedAt: { $lt: before } });
    return deletedCount;
  }
}

/** The request of a document. */
export function signupOf({ signup, mailedAt, mailHash: hash }: SignupDocument): Signup {
  if (mailedAt === undefined || hash === undefined) return signup;
  return { ...signup, mail: { at: mailedAt.toISOString(), hash } };
}
