import type { Model } from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';
import type { Member } from './other-members.js';

interface MemberDocument extends Member {
  readonly _id: string;
  readonly work: string;
}

/** Who takes one kind of work: each keeps a document in which it counts. */
export class Members {
  private readonly documents: Model<MemberDocument>;

  constructor(
    connection: MongoConnection,
    private readonly work: string,
  ) {
    this.documents = connection.model<MemberDocument>({
      collection: 'members',
      fields: { _id: String, work: String, giver: String, beats: Number },
    });
  }

  /** Says that it takes work; the first time makes it a member. */
  async beat(giver: string): Promise<void> {
    const { work } = this;
    await this.documents.updateOne(
      { _id: this.idOf(giver) },
      { $inc: { beats: 1 }, $set: { work, giver } },
      { upsert: true },
    );
  }

  async others(giver: string): Promise<Member[]> {
    return this.documents.find({ work: this.work, giver: { $ne: giver } }).lean<MemberDocument[]>();
  }

  async leave(giver: string): Promise<void> {
    await this.documents.deleteOne({ _id: this.idOf(giver) });
  }

  /** Takes away those that have said nothing since they were seen. */
  async clear(silent: readonly Member[]): Promise<void> {
    for (const { giver, beats } of silent) await this.documents.deleteOne({ _id: this.idOf(giver), beats });
  }

  private idOf(giver: string): string {
    return `${this.work} ${giver}`;
  }
}
