import type { SourceId } from '#contracts/ids.js';
import { TransientError } from '#contracts/errors.js';
import { SourceStore, type Source } from '#ports/source-store.port.js';
import type { Model } from 'mongoose';
import mongoose from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection, Shape } from '../mongo-connection.js';
import { SharedRead } from '../shared-read.js';

/** A source under its id. */
export interface SourceDocument {
  readonly _id: string;
  /** Grows by one with every change. */
  readonly revision: number;
  readonly source: Source;
}

const MOST_TRIES = 50;

export const SOURCES: Shape<SourceDocument> = {
  collection: 'sources',
  fields: { _id: String, revision: Number, source: mongoose.Schema.Types.Mixed },
};

/** SourceStore in one collection; requests of one moment share a read. */
export class MongoSourceStore extends SourceStore {
  private readonly sources: Model<SourceDocument>;
  private readonly read: SharedRead<SourceDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.sources = connection.model(SOURCES);
    this.read = new SharedRead((ids) => this.sources.find({ _id: { $in: ids } }).lean<SourceDocument[]>());
  }

  async create(source: Source): Promise<boolean> {
    try {
      await this.sources.insertMany([{ _id: source.id, revision: 1, source }]);
      return true;
    } catch (error) {
      if (isDuplicate(error, '_id')) return false;
      throw error;
    }
  }

  async find(id: SourceId): Promise<Source | undefined> {
    return (await this.read.of([id])).get(id)?.source;
  }

  async list({ after = '', limit }: { after?: string | undefined; limit: number }): Promise<Source[]> {
    const found = await this.sources
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<SourceDocument[]>();
    return found.map(({ source }) => source);
  }

  async change(id: SourceId, edit: (source: Source) => Source): Promise<Source | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const now = await this.sources.findOne({ _id: id }).lean<SourceDocument>();
      if (now === null) return undefined;
      const source = edit(now.source);
      const { matchedCount } = await this.sources.updateOne(
        { _id: id, revision: now.revision },
        { $set: { source, revision: now.revision + 1 } },
      );
      if (matchedCount === 1) return source;
    }
    throw new TransientError(`source ${id} was changed by others all the time`);
  }

  async remove(id: SourceId): Promise<boolean> {
    const { deletedCount } = await this.sources.deleteOne({ _id: id });
    return deletedCount === 1;
  }
}
