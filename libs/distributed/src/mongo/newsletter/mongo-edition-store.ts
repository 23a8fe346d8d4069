import { EditionId, type ArticleId, type NewsletterId } from '#contracts/ids.js';
import {
  EditionStore,
  type CohortMark,
  type EditionPage,
  type EditionRecord,
  type EditionState,
  type Served,
} from '#ports/edition-store.port.js';
import type { Model } from 'mongoose';
import { isDuplicate } from '../duplicate-key.js';
import type { MongoConnection } from '../mongo-connection.js';
import { CohortMarks } from './cohort-marks.js';
import { EDITION_COHORTS, EDITIONS, editionOf, turnKeyOf, turnOf, type EditionDocument } from './edition-document.js';

const ENDED: readonly EditionState[] = ['finished', 'canceled'];

/** EditionStore in `editions`, what each cohort had in `edition_cohorts`. */
export class MongoEditionStore extends EditionStore {
  private readonly editions: Model<EditionDocument>;
  private readonly cohortMarks: CohortMarks;

  constructor(connection: MongoConnection) {
    super();
    this.editions = connection.model(EDITIONS);
    this.cohortMarks = new CohortMarks(this.editions, connection.model(EDITION_COHORTS));
  }

  async create({ id, ...edition }: EditionRecord, after: number): Promise<boolean> {
    const turn = turnKeyOf(edition.newsletter, after + 1);
    const document = { _id: id, ...edition, turn, unmarked: true } as const;
    try {
      await this.editions.insertMany([document]);
    } catch (error) {
      if (isDuplicate(error, '_id') || isDuplicate(error, 'turn')) return false;
      throw error;
    }
    await this.cohortMarks.writeFor(document);
    return true;
  }

  async find(id: EditionId): Promise<EditionRecord | undefined> {
    const document = await this.editions.findOne({ _id: id }).lean<EditionDocument>();
    return document === null ? undefined : editionOf(document);
  }

  async list({ newsletter, language, states, before, limit }: EditionPage): Promise<EditionRecord[]> {
    const last = before === undefined ? undefined : await this.find(before);
    if (before !== undefined && last === undefined) return [];
    const found = await this.editions
      .find({
        ...(newsletter === undefined ? {} : { newsletter }),
        ...(language === undefined ? {} : { language }),
        ...(states === undefined ? {} : { state: { $in: [...states] } }),
        ...(last === undefined
          ? {}
          : { $or: [{ slot: { $lt: last.slot } }, { slot: last.slot, _id: { $lt: last.id } }] }),
      })
      .sort({ slot: -1, _id: -1 })
      .limit(limit)
      .lean<EditionDocument[]>();
    return found.map(editionOf);
  }

  async move(id: EditionId, from: readonly EditionState[], to: EditionState, at: Date): Promise<boolean> {
    const ended = ENDED.includes(to);
    const { matchedCount } = await this.editions.updateOne(
      { _id: id, state: { $in: [...from] } },
      ended ? { $set: { state: to, endedAt: at.toISOString() } } : { $set: { state: to }, $unset: { endedAt: '' } },
    );
    return matchedCount === 1;
  }

  async advance(
    id: EditionId,
    { cursor, audience, complete }: { cursor: string; audience: number; complete: boolean },
  ): Promise<void> {
    await this.editions.updateOne({ _id: id }, { $set: { cursor, audience, audienceComplete: complete } });
  }

  async touch(articles: readonly ArticleId[]): Promise<EditionId[]> {
    const holding = { articleIds: { $in: [...articles] } };
    await this.editions.updateMany(holding, { $inc: { revision: 1 } });
    const found = await this.editions
      .find({ ...holding, state: { $nin: [...ENDED] } })
      .select({ _id: 1 })
      .lean<EditionDocument[]>();
    return found.map(({ _id }) => EditionId.parse(_id));
  }

  async served(newsletter: NewsletterId): Promise<Served> {
    const turn = await this.turn(newsletter);
    return { turn, marks: await this.cohortMarks.of(newsletter) };
  }

  async skip(newsletter: NewsletterId, marks: readonly CohortMark[]): Promise<void> {
    await this.cohortMarks.write(newsletter, marks);
  }

  async articlesUsed({
    newsletter,
    language,
    beyond,
    to,
  }: Parameters<EditionStore['articlesUsed']>[0]): Promise<ReadonlySet<ArticleId>> {
    const found = await this.editions
      .find({
        newsletter,
        language,
        upTo: { $gt: beyond },
        ...(to === 'everyone' ? { 'to.kind': 'everyone' } : {}),
      })
      .select({ articleIds: 1 })
      .lean<EditionDocument[]>();
    return new Set(found.flatMap(({ articleIds }) => articleIds));
  }

  async lastPosition(newsletter: NewsletterId, language: string): Promise<number | undefined> {
    const last = await this.editions
      .findOne({ newsletter, language })
      .select({ upTo: 1 })
      .sort({ upTo: -1 })
      .lean<EditionDocument>();
    return last?.upTo;
  }

  private async turn(newsletter: NewsletterId): Promise<number> {
    const last = await this.editions
      .findOne({ turn: { $gte: turnKeyOf(newsletter, 0), $lte: turnKeyOf(newsletter, Number.MAX_SAFE_INTEGER) } })
      .select({ turn: 1 })
      .sort({ turn: -1 })
      .lean<EditionDocument>();
    return last?.turn === undefined ? 0 : turnOf(last.turn);
  }
}
