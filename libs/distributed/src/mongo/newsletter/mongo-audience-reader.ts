import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { AudienceReader, type Recipient } from '#ports/audience.port.js';
import type { Cohort } from '#ports/edition-store.port.js';
import type { Model } from 'mongoose';
import { cohortOf, fieldsOf, type CohortFields } from './cohort-fields.js';
import { idOf, type SubscriberDocument } from './subscriber-document.js';

/** Reads the audience from the subscribers' documents, by the newsletters that they want now. */
export class MongoAudienceReader extends AudienceReader {
  constructor(private readonly subscribers: Model<SubscriberDocument>) {
    super();
  }

  async cohorts(newsletter: NewsletterId): Promise<Cohort[]> {
    const found = await this.subscribers.aggregate<{ _id: CohortFields }>([
      { $match: { wants: newsletter } },
      { $group: { _id: { language: '$language', timeZone: '$timeZone', hour: '$hour' } } },
    ]);
    return found.map(({ _id }) => cohortOf(_id));
  }

  async members({
    newsletter,
    cohort,
    slot,
    after,
    limit,
  }: Parameters<AudienceReader['members']>[0]): Promise<SubscriberId[]> {
    const found = await this.subscribers
      .find({
        wants: newsletter,
        _id: { $gt: after },
        ...(cohort === undefined ? {} : fieldsOf(cohort)),
        ...(slot === undefined ? {} : dueAt(newsletter, slot)),
      })
      .select({ _id: 1 })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<SubscriberDocument[]>();
    return found.map(idOf);
  }

  async markSlot(newsletter: NewsletterId, subscribers: readonly SubscriberId[], slotName: string): Promise<void> {
    await this.subscribers.updateMany(
      { _id: { $in: [...subscribers] }, erased: { $ne: true } },
      { $max: { [`slots.${newsletter}`]: slotName } },
    );
  }

  async recipients(newsletter: NewsletterId, ids: readonly SubscriberId[]): Promise<Recipient[]> {
    const found = await this.subscribers
      .find({ _id: { $in: [...ids] }, wants: newsletter })
      .select({ email: 1 })
      .lean<SubscriberDocument[]>();
    return found.map((document) => ({ id: idOf(document), email: document.email }));
  }
}

/** Active before the slot, and had none of that name or a later one. */
function dueAt(newsletter: NewsletterId, { at, name }: { readonly at: string; readonly name: string }) {
  return {
    [`activeFrom.${newsletter}`]: { $lt: new Date(at) },
    [`slots.${newsletter}`]: { $not: { $gte: name } },
  };
}
