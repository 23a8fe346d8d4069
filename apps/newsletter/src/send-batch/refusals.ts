import { Clock } from '#ports/clock.port.js';
import type { Recipient } from '#ports/audience.port.js';
import { SuppressionStore } from '#ports/suppression-store.port.js';
import { Injectable } from '@nestjs/common';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';

/** Addresses that a server refused for good: no mail goes there again, and their subscriptions end. */
@Injectable()
export class Refusals {
  constructor(
    private readonly suppressions: SuppressionStore,
    private readonly subscribers: ChangeSubscriber,
    private readonly clock: Clock,
  ) {}

  suppressed(emails: readonly string[]): Promise<ReadonlySet<string>> {
    return this.suppressions.among(emails);
  }

  async refused({ id, email }: Recipient, reply: string): Promise<void> {
    await this.suppressions.put({ email, reason: 'refused', note: reply, at: this.clock.now() });
    await this.subscribers.end(id, 'all', 'suppressed');
  }
}
