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

  /** False when nothing was kept. */
  async erase(id: SubscriberId): Promise<boolean> {
    const subscriber = await this.subscribers.find(id);
    if (subscriber === undefined) return false;
    await this.signups.forgetAddress(subscriber.email);
    await this.suppressions.anonymise(subscriber.email);
    return this.changes.erase(subscriber);
  }
}
