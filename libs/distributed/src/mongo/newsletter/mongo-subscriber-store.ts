import type { CloudEvent } from '#contracts/cloud-event.js';
import type { SubscriberId } from '#contracts/ids.js';
import { SubscriberStore, type Subscriber, type SubscriberFact } from '#ports/subscriber-store.port.js';
import type { Model } from 'mongoose';
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

  async save(subscriber: Subscriber, facts: readonly CloudEvent[]): Promise<boolean> {
    const { id, revision } = subscriber;
    const added = await this.facts.added(id, [{ revision: revision + 1, facts }]);
    const update = { $set: { ...savedFields(subscriber), ...added.set }, $min: added.min, $inc: added.inc };
    try {
      const upsert = revision === 0;
      const { matchedCount, upsertedCount } = await this.subscribers.updateOne({ _id: id, revision }, update, {
        upsert,
      });
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicate(error, '_id') || isDuplicate(error, 'email')) return false;
      throw error;
    }
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
