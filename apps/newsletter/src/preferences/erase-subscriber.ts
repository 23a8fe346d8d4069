import type { SubscriberId } from '#contracts/ids.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { SuppressionStore } from '#ports/suppression-store.port.js';
import { Injectable } from '@nestjs/common';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';

/** Leaves nothing of a person: preferences, consents, wishes; a suppression stays as a hash. */
@Injectable()
export class EraseSubscriber {
  constructor(
    private readonly subscribers: SubscriberStore,
    private readonly signups: SignupStore,
    private readonly suppressions: SuppressionStore,
    private readonly changes: ChangeSubscriber,
  ) {}

  async erase(id: SubscriberId): Promise<void> {
    const subscriber = await this.subscribers.find(id);
    if (subscriber === undefined) return;
    await this.signups.forgetAddress(subscriber.email);
    await this.suppressions.anonymise(subscriber.email);
    await this.changes.erase(subscriber);
  }
}
