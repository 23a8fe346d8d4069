import { TransientError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import { TermFrequencyStore, type FrequencyTable, type FrequencyTables } from '#ports/term-frequency-store.port.js';
import mongoose, { type Model } from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';
import type { Turns } from '../turns.js';
import { piecesOf, tablesOf, type FrequencyPiece } from './frequency-piece.js';

const ONLY = 'in force';
const MOST_READS = 10;
const ABANDONED_MS = 86_400_000;

interface InForce {
  readonly _id: string;
  readonly generation: number;
  readonly archive: number;
  /** Of the pieces. */
  readonly turn: string;
  readonly pieces: number;
}

/** TermFrequencyStore in MongoDB: pieces of the tables, and one document that names those in force. */
export class MongoTermFrequencyStore extends TermFrequencyStore {
  private readonly pieces: Model<FrequencyPiece>;
  private readonly inForce: Model<InForce>;

  constructor(
    connection: MongoConnection,
    private readonly turns: Turns,
    private readonly clock: Clock,
  ) {
    super();
    const { Mixed } = mongoose.Schema.Types;
    this.pieces = connection.model<FrequencyPiece>({
      collection: 'related_frequencies',
      fields: {
        ...{ _id: String, turn: String, number: Number, writtenAt: Date, language: String, profiles: Number },
        ...{ meanLength: Number, marks: Mixed, counts: Mixed },
      },
      indexes: [[{ turn: 1, number: 1 }, {}]],
    });
    this.inForce = connection.model<InForce>({
      collection: 'related_generation',
      fields: { _id: String, generation: Number, archive: Number, turn: String, pieces: Number },
    });
  }

  async read(): Promise<FrequencyTables> {
    for (let round = 0; round < MOST_READS; round += 1) {
      const now = await this.current();
      if (now === null) return { generation: 0, archive: 0, tables: [] };
      const found = await this.pieces.find({ turn: now.turn }).sort({ number: 1 }).lean<FrequencyPiece[]>();
      // Fewer when they were replaced while they were read.
      if (found.length === now.pieces) {
        return { generation: now.generation, archive: now.archive, tables: tablesOf(found) };
      }
    }
    throw new TransientError('the tables of term frequencies were replaced all the time');
  }

  async generation(): Promise<number> {
    return (await this.current())?.generation ?? 0;
  }

  async replace(archive: number, tables: readonly FrequencyTable[]): Promise<number> {
    const turn = this.turns.next();
    const writtenAt = this.clock.now();
    const pieces = tables
      .flatMap(piecesOf)
      .map((piece, number) => ({ ...piece, _id: `${turn}/${number}`, turn, number, writtenAt }));
    // Alone, because a command may hold 48 MB and a language of a large archive several pieces of 8 MB.
    for (const piece of pieces) await this.pieces.create([piece]);
    const before = await this.inForce
      .findOneAndUpdate(
        { _id: ONLY },
        { $set: { archive, turn, pieces: pieces.length }, $inc: { generation: 1 } },
        { upsert: true, returnDocument: 'before' },
      )
      .lean<InForce>();
    const abandoned = new Date(writtenAt.getTime() - ABANDONED_MS);
    await this.pieces.deleteMany({
      $or: [{ turn: before?.turn ?? '' }, { turn: { $ne: turn }, writtenAt: { $lt: abandoned } }],
    });
    return (before?.generation ?? 0) + 1;
  }

  private current(): Promise<InForce | null> {
    return this.inForce.findOne({ _id: ONLY }).lean<InForce>();
  }
}
