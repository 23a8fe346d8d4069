import type { CloudEvent } from '#contracts/cloud-event.js';
import type { SubscriberId } from '#contracts/ids.js';
import {
  SubscriberStore,
  type Subscriber,
  type SubscriberFact,
  type SubscriberWrite,
} from '#ports/subscriber-store.port.js';
import type { Model } from 'mongoose';
import { isDeepStrictEqual } from 'node:util';
import type { DocumentOutbox } from '../document-outbox.js';
import { isDuplicate } from '../duplicate-key.js';
import { PERSONAL, savedFields, subscriberOf, type SubscriberDocument } from './subscriber-document.js';

const ERASED = Object.fromEntries(PERSONAL.map((field) => [field, '']));

/** SubscriberStore in one collection; facts wait in the subscriber's document. */
export class MongoSubscriberStore extends SubscriberStore {
  constructor(
    private readonly subscribers: Model<SubscriberDocument>,
    private readonly facts: DocumentOutbox,
  ) {
    super();
  }

  async find(id: SubscriberId): Promise<Subscriber | undefined> {
    return this.one({ _id: id });
  }

  async findByEmail(email: string): Promise<Subscriber | undefined> {
    return this.one({ email });
  }

  async findByEmails(emails: readonly string[]): Promise<Subscriber[]> {
    const found = await this.subscribers
      .find({ email: { $in: [...emails] }, erased: { $ne: true } })
      .lean<SubscriberDocument[]>();
    return found.map(subscriberOf);
  }

  async save(subscriber: Subscriber, facts: readonly CloudEvent[]): Promise<boolean> {
    const { filter, update, upsert } = await this.saving({ subscriber, facts });
    try {
      const { matchedCount, upsertedCount } = await this.subscribers.updateOne(filter, update, { upsert });
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicate(error, '_id') || isDuplicate(error, 'email')) return false;
      throw error;
    }
  }

  /** New people in one step; those known one by one, as no bulk answer says which of them had another revision. */
  async saveAll(writes: readonly SubscriberWrite[]): Promise<boolean[]> {
    const fresh = writes.filter(isFresh);
    const added = this.addAll(fresh);
    return Promise.all(
      writes.map(async (write) =>
        isFresh(write) ? (await added)[fresh.indexOf(write)] === true : this.save(write.subscriber, write.facts),
      ),
    );
  }

  async erase(id: SubscriberId, facts: readonly CloudEvent[]): Promise<boolean> {
    const added = await this.facts.added(id, [{ revision: Number.MAX_SAFE_INTEGER, facts }]);
    const { matchedCount } = await this.subscribers.updateOne(
      { _id: id, erased: { $ne: true } },
      {
        $set: { erased: true, email: `erased ${id}`, ...added.set },
        $unset: ERASED,
        $min: added.min,
        $inc: { revision: 1, ...added.inc },
        $addToSet: added.addToSet,
      },
    );
    await this.forgetErased([id]);
    return matchedCount === 1;
  }

  async list({ after = '', limit }: { after?: string; limit: number }): Promise<Subscriber[]> {
    const found = await this.subscribers
      .find({ _id: { $gt: after }, erased: { $ne: true } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<SubscriberDocument[]>();
    return found.map(subscriberOf);
  }

  async outbox(limit: number): Promise<SubscriberFact[]> {
    return this.facts.waiting(limit);
  }

  async settle(positions: readonly string[]): Promise<void> {
    await this.forgetErased(await this.facts.settle(positions));
  }

  /** Where somebody had an id or an address, those who are not there as given are tried by themselves: FerretDB does not tell which. */
  private async addAll(writes: readonly SubscriberWrite[]): Promise<boolean[]> {
    if (writes.length === 0) return [];
    const operations = [];
    for (const write of writes) operations.push({ updateOne: await this.saving(write) });
    try {
      await this.subscribers.bulkWrite(operations, { ordered: false });
      return writes.map(() => true);
    } catch (error) {
      if (!isDuplicate(error, '_id') && !isDuplicate(error, 'email')) throw error;
    }
    const found = await this.subscribers
      .find({ _id: { $in: writes.map(({ subscriber }) => subscriber.id) }, erased: { $ne: true } })
      .lean<SubscriberDocument[]>();
    const there = new Map(found.map((document) => [document._id, document]));
    return Promise.all(
      writes.map((write) => holds(write, there.get(write.subscriber.id)) || this.save(write.subscriber, write.facts)),
    );
  }

  private async saving({ subscriber, facts }: SubscriberWrite) {
    const { id, revision } = subscriber;
    const added = await this.facts.added(id, [{ revision: revision + 1, facts }]);
    const { set, min, inc, addToSet } = added;
    const update = { $set: { ...savedFields(subscriber), ...set }, $min: min, $inc: inc, $addToSet: addToSet };
    return { filter: { _id: id, revision }, update, upsert: revision === 0 };
  }

  /** Of those erased, drops what remains once no fact of them waits. */
  private async forgetErased(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.subscribers.deleteMany({ _id: { $in: [...ids] }, erased: true, waitingFacts: { $exists: false } });
  }

  private async one(key: { _id: string } | { email: string }): Promise<Subscriber | undefined> {
    const document = await this.subscribers.findOne({ ...key, erased: { $ne: true } }).lean<SubscriberDocument>();
    return document === null ? undefined : subscriberOf(document);
  }
}

function isFresh({ subscriber }: SubscriberWrite): boolean {
  return subscriber.revision === 0;
}

function holds({ subscriber }: SubscriberWrite, document: SubscriberDocument | undefined): boolean {
  if (document === undefined) return false;
  const { revision, ...fields } = savedFields(subscriber);
  const stored = Object.fromEntries(Object.keys(fields).map((name) => [name, Reflect.get(document, name)]));
  return document.revision === revision && isDeepStrictEqual(plain(stored), plain(fields));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
