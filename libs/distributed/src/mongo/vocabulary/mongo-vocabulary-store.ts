import { VocabularyStore, type VocabularyList } from '#ports/vocabulary-store.port.js';
import { randomUUID } from 'node:crypto';
import mongoose, { type Model } from 'mongoose';
import type { MongoConnection, Shape } from '../mongo-connection.js';

/** A list under its name. */
export interface VocabularyDocument {
  readonly _id: string;
  readonly list: VocabularyList;
  /** Another with every write. */
  readonly mark?: string;
}

export const VOCABULARY: Shape<VocabularyDocument> = {
  collection: 'search_vocabulary',
  fields: { _id: String, list: mongoose.Schema.Types.Mixed, mark: String },
};

/** VocabularyStore in one collection. */
export class MongoVocabularyStore extends VocabularyStore {
  private readonly documents: Model<VocabularyDocument>;

  constructor(connection: MongoConnection) {
    super();
    this.documents = connection.model(VOCABULARY);
  }

  async lists(): Promise<VocabularyList[]> {
    const found = await this.documents.find({}).sort({ _id: 1 }).lean<VocabularyDocument[]>();
    return found.map(({ list }) => list);
  }

  async mark(): Promise<string> {
    const found = await this.documents.find({}).select({ mark: 1 }).sort({ _id: 1 }).lean<VocabularyDocument[]>();
    return found.map(({ _id, mark = '' }) => `${_id} ${mark}`).join();
  }

  async put(list: VocabularyList): Promise<void> {
    await this.documents.updateOne({ _id: list.id }, { $set: { list, mark: randomUUID() } }, { upsert: true });
  }
}
