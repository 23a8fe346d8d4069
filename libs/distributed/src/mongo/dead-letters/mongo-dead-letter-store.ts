import { deadLetterIdOf, DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import type { Model } from 'mongoose';
import mongoose from 'mongoose';
import { Counters } from '../counters.js';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection } from '../mongo-connection.js';

interface LetterDocument extends Omit<DeadLetter, 'id' | 'attributes'> {
  readonly _id: string;
  /** Grows in the order of first failures. */
  readonly number: number;
  /** As a list, because names may hold what a field name may not. */
  readonly attributes: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/** DeadLetterStore in one collection. */
export class MongoDeadLetterStore extends DeadLetterStore {
  private readonly letters: Model<LetterDocument>;

  constructor(
    connection: MongoConnection,
    private readonly counters: Counters,
  ) {
    super();
    this.letters = connection.model<LetterDocument>({
      collection: 'dead_letters',
      fields: {
        _id: String,
        number: Number,
        kind: String,
        group: String,
        topic: String,
        partition: Number,
        offset: Number,
        key: String,
        attributes: { type: [mongoose.Schema.Types.Mixed], default: undefined },
        value: String,
        error: String,
        attempts: Number,
        firstFailedAt: Date,
        lastFailedAt: Date,
        state: String,
        note: String,
      },
      indexes: [
        [{ number: 1 }, {}],
        [{ state: 1, number: 1 }, {}],
        [{ group: 1, number: 1 }, {}],
      ],
    });
  }

  async put(letter: Omit<DeadLetter, 'id' | 'state' | 'note'>): Promise<string> {
    const id = deadLetterIdOf(letter);
    if (!(await this.failedAgain(id, letter)) && !(await this.insert(id, letter))) await this.failedAgain(id, letter);
    return id;
  }

  async find(id: string): Promise<DeadLetter | undefined> {
    const document = await this.letters.findOne({ _id: id }).lean<LetterDocument>();
    return document === null ? undefined : letterOf(document);
  }

  async list({ group, state, before, limit }: Parameters<DeadLetterStore['list']>[0]): Promise<DeadLetter[]> {
    const end = before === undefined ? Number.MAX_SAFE_INTEGER : await this.numberOf(before);
    const found = await this.letters
      .find({
        number: { $lt: end },
        ...(group === undefined ? {} : { group }),
        ...(state === undefined ? {} : { state }),
      })
      .sort({ number: -1 })
      .limit(limit)
      .lean<LetterDocument[]>();
    return found.map(letterOf);
  }

  async settle(id: string, state: 'redriven' | 'discarded', note?: string): Promise<boolean> {
    const settled = { state, ...(note === undefined ? {} : { note }) };
    const { matchedCount } = await this.letters.updateOne({ _id: id, state: 'open' }, { $set: settled });
    return matchedCount === 1;
  }

  async countOpen(): Promise<number> {
    return this.letters.countDocuments({ state: 'open' });
  }

  private async failedAgain(id: string, { error, attempts, lastFailedAt }: DeadLetterUpdate): Promise<boolean> {
    const { matchedCount } = await this.letters.updateOne(
      { _id: id },
      { $set: { error, lastFailedAt, state: 'open' }, $inc: { attempts }, $unset: { note: '' } },
    );
    return matchedCount === 1;
  }

  /** False when another process put the same letter meanwhile. */
  private async insert(
    id: string,
    { attributes, ...letter }: Omit<DeadLetter, 'id' | 'state' | 'note'>,
  ): Promise<boolean> {
    const number = await this.counters.next('dead_letters');
    const pairs = Object.entries(attributes).map(([name, value]) => ({ name, value }));
    try {
      await this.letters.insertMany([{ _id: id, number, ...letter, attributes: pairs, state: 'open' }]);
      return true;
    } catch (error) {
      if (isDuplicate(error, '_id')) return false;
      throw error;
    }
  }

  private async numberOf(id: string): Promise<number> {
    const document = await this.letters.findOne({ _id: id }, { number: 1 }).lean<LetterDocument>();
    return document?.number ?? 0;
  }
}

type DeadLetterUpdate = Pick<DeadLetter, 'error' | 'attempts' | 'lastFailedAt'>;

function letterOf({ _id, number: _number, attributes, ...rest }: LetterDocument): DeadLetter {
  return { id: _id, ...rest, attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])) };
}
