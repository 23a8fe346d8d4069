import { EditionId, SubscriberId } from '#contracts/ids.js';
import { SEND_STATES, SendCounts, type SendState } from '#contracts/send-state.js';
import { SendLedger, type Send, type SendOutcome, type SendPage } from '#ports/send-ledger.port.js';
import mongoose, { type Model } from 'mongoose';
import { DUPLICATE_KEY } from '../duplicate-key.js';
import type { MongoConnection } from '../mongo-connection.js';
import type { Turns } from '../turns.js';
import { afterSendsOf, AT_ONCE, sendIdOf, sendOf, SENDS, type SendDocument } from './send-document.js';
import { SenderLeases } from './sender-leases.js';

const LOST = 'the sender ended before the answer came';

type Decision = { readonly by: string; readonly at: Date };

/** The ledger in `sends`: every move of a row names the state that it leaves, so that of two movers one wins. */
export class MongoSendLedger extends SendLedger {
  private readonly sends: Model<SendDocument>;
  private readonly leases: SenderLeases;

  constructor(
    connection: MongoConnection,
    private readonly turns: Turns,
  ) {
    super();
    this.sends = connection.model(SENDS);
    this.leases = new SenderLeases(connection);
  }

  async plan(edition: EditionId, subscribers: readonly SubscriberId[], at: Date): Promise<number> {
    if (subscribers.length === 0) return 0;
    const planned = { state: 'planned', attempts: 0, retryAt: AT_ONCE, permanent: false, updatedAt: at } as const;
    const rows = subscribers.map((subscriber) => ({
      insertOne: { document: { _id: sendIdOf(edition, subscriber), edition, subscriber, ...planned } },
    }));
    try {
      return (await this.sends.bulkWrite(rows, { ordered: false })).insertedCount;
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoBulkWriteError && error.code === DUPLICATE_KEY)
        return error.insertedCount;
      throw error;
    }
  }

  async due(edition: EditionId, now: Date, limit: number): Promise<SubscriberId[]> {
    const found = await this.sends
      .find({ edition, state: 'planned', retryAt: { $lte: now } })
      .select({ subscriber: 1 })
      .sort({ retryAt: 1, subscriber: 1 })
      .limit(limit)
      .lean<SendDocument[]>();
    return found.map(({ subscriber }) => SubscriberId.parse(subscriber));
  }

  async claim(
    edition: EditionId,
    subscribers: readonly SubscriberId[],
    owner: string,
    at: Date,
  ): Promise<SubscriberId[]> {
    const ids = subscribers.map((subscriber) => sendIdOf(edition, subscriber));
    const claim = this.turns.next();
    await this.sends.updateMany(
      { _id: { $in: ids }, state: 'planned' },
      { $set: { state: 'intent', owner, claim, updatedAt: at }, $inc: { attempts: 1 } },
    );
    const won = await this.sends
      .find({ _id: { $in: ids }, claim })
      .select({ subscriber: 1 })
      .lean<SendDocument[]>();
    return won.map(({ subscriber }) => SubscriberId.parse(subscriber));
  }

  async settle(edition: EditionId, outcomes: readonly SendOutcome[], owner: string, at: Date): Promise<number> {
    if (outcomes.length === 0) return 0;
    const moves = outcomes.map((outcome) => ({
      updateOne: {
        filter: { _id: sendIdOf(edition, outcome.subscriber), ...fromWhere(outcome, owner) },
        update: { $set: { ...settled(outcome), updatedAt: at }, $unset: { owner: '', claim: '' } },
      },
    }));
    return (await this.sends.bulkWrite(moves, { ordered: false })).matchedCount;
  }

  async keepAlive(owners: readonly string[], now: Date, until: Date): Promise<EditionId[]> {
    await this.leases.renew(owners, until);
    const inHand = { state: 'intent', owner: { $gt: '' } } as const;
    const holders = await this.sends.distinct('owner', inHand);
    const ended = await this.leases.ended(
      holders.flatMap((one) => one ?? []),
      now,
    );
    if (ended.length === 0) return [];
    const orphans = { state: 'intent', owner: { $in: ended } } as const;
    const editions = await this.sends.distinct('edition', orphans);
    await this.sends.updateMany(orphans, {
      $set: { state: 'unknown', reply: LOST, updatedAt: now },
      $unset: { claim: '' },
    });
    return editions.map((edition) => EditionId.parse(edition));
  }

  async cancel(edition: EditionId, reply: string, at: Date, limit: number): Promise<number> {
    const found = await this.sends
      .find({ edition, state: 'planned' })
      .select({ _id: 1 })
      .limit(limit)
      .lean<SendDocument[]>();
    const { modifiedCount } = await this.sends.updateMany(
      { _id: { $in: found.map(({ _id }) => _id) }, state: 'planned' },
      { $set: { state: 'canceled', reply, updatedAt: at } },
    );
    return modifiedCount;
  }

  /** Of one moment, so that a row on its way from one state to another is counted once. */
  async counts(edition: EditionId): Promise<SendCounts> {
    const found = await this.sends
      .aggregate<{ _id: SendState; rows: number }>([
        { $match: { edition } },
        { $group: { _id: '$state', rows: { $sum: 1 } } },
      ])
      .readConcern('snapshot');
    const rows = new Map(found.map(({ _id, rows: count }) => [_id, count]));
    return SendCounts.parse(Object.fromEntries(SEND_STATES.map((state) => [state, rows.get(state) ?? 0])));
  }

  async list({ edition, state, after = '', limit }: SendPage): Promise<Send[]> {
    const query =
      state === undefined
        ? this.sends.find({ _id: { $gt: sendIdOf(edition, after), $lt: afterSendsOf(edition) } }).sort({ _id: 1 })
        : this.sends.find({ edition, state, subscriber: { $gt: after } }).sort({ subscriber: 1 });
    const found = await query.limit(limit).lean<SendDocument[]>();
    return found.map(sendOf);
  }

  async resolve(
    edition: EditionId,
    subscriber: SubscriberId,
    { as, by, at }: Decision & { readonly as: 'sent' | 'resend' },
  ): Promise<boolean> {
    const { matchedCount } = await this.sends.updateOne(
      { _id: sendIdOf(edition, subscriber), state: 'unknown' },
      {
        $set: { state: as === 'sent' ? 'sent' : 'planned', retryAt: AT_ONCE, updatedAt: at, decision: { as, by, at } },
        $unset: { owner: '', claim: '' },
      },
    );
    return matchedCount === 1;
  }

  async resendMissed(edition: EditionId, { by, at }: Decision): Promise<number> {
    const { modifiedCount } = await this.sends.updateMany(
      { edition, state: 'refused', permanent: false },
      { $set: { state: 'planned', retryAt: AT_ONCE, updatedAt: at, decision: { as: 'resend', by, at } } },
    );
    return modifiedCount;
  }
}

/** Rows that this owner claimed, or planned rows that end without a try. */
function fromWhere({ state }: SendOutcome, owner: string) {
  if (state === 'suppressed' || state === 'canceled') {
    return { $or: [{ state: 'planned' as const }, { state: 'intent' as const, owner }] };
  }
  return { state: { $in: ['intent', 'unknown'] satisfies SendState[] }, owner };
}

function settled(outcome: SendOutcome): Pick<SendDocument, 'state' | 'reply' | 'permanent' | 'retryAt'> {
  const { state, reply } = outcome;
  return {
    state,
    reply,
    permanent: outcome.state === 'refused' && outcome.permanent,
    retryAt: outcome.state === 'planned' ? outcome.retryAt : AT_ONCE,
  };
}
