import type { SubscriberId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { SubscriberStore, type Subscriber } from '#ports/subscriber-store.port.js';
import { SuppressionStore, type Suppression } from '#ports/suppression-store.port.js';
import { Injectable } from '@nestjs/common';

/** Everything that is kept about a person. */
interface SubscriberData extends Omit<Subscriber, 'revision'> {
  /** Why the address gets no mail, when it gets none. */
  readonly suppression?: Suppression;
}

/** Reads all that is kept about a subscriber: address, preferences, consents with their evidence, suppression. */
@Injectable()
export class ExportSubscriber {
  constructor(
    private readonly subscribers: SubscriberStore,
    private readonly suppressions: SuppressionStore,
  ) {}

  async export(id: SubscriberId): Promise<SubscriberData | undefined> {
    const subscriber = await this.subscribers.find(id);
    if (subscriber === undefined) return undefined;
    const { revision: _revision, ...data } = subscriber;
    return { ...data, ...withoutAbsent({ suppression: await this.suppressions.find(subscriber.email) }) };
  }
}
