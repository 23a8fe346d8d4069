import type { Model } from 'mongoose';
import type { MongoConnection } from './mongo-connection.js';

interface CounterDocument {
  readonly _id: string;
  readonly last: number;
}

/** Numbers that grow, each given once, over all processes. */
export class Counters {
  private readonly counters: Model<CounterDocument>;

  constructor(connection: MongoConnection) {
    this.counters = connection.model<CounterDocument>({
      collection: 'counters',
      fields: { _id: String, last: Number },
    });
  }

  async next(name: string): Promise<number> {
    const counter = await this.counters
      .findOneAndUpdate({ _id: name }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean();
    return counter.last;
  }

  /** Numbers given from now on are greater. */
  async raise(name: string, last: number): Promise<void> {
    await this.counters.updateOne({ _id: name }, { $max: { last } }, { upsert: true });
  }
}
