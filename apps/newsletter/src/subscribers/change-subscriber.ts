import type { CloudEvent } from '#contracts/cloud-event.js';
import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionEnded } from '#contracts/events/subscription-ended.event.js';
import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { TransientError } from '#contracts/errors.js';
import { Clock } from '#ports/clock.port.js';
import {
  SubscriberStore,
  type Subscriber,
  type SubscriberWrite,
  type Subscription,
} from '#ports/subscriber-store.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { SubscriberFacts } from './subscriber-facts.js';

const MOST_ROUNDS = 10;

/** Changes subscribers against their newest state, and tells the log of consents that ended. */
@Injectable()
export class ChangeSubscriber {
  constructor(
    private readonly store: SubscriberStore,
    private readonly facts: SubscriberFacts,
    private readonly clock: Clock,
  ) {}

  /** Applies `edit` to the subscriber as it is now, again when it was changed meanwhile; undefined leaves it. */
  async change(
    find: () => Promise<Subscriber | undefined>,
    edit: (subscriber: Subscriber | undefined) => SubscriberWrite | undefined,
  ): Promise<Subscriber | undefined> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = await find();
      const edited = edit(now);
      if (edited === undefined) return now;
      if (await this.store.save(edited.subscriber, edited.facts)) {
        this.facts.wake();
        return edited.subscriber;
      }
    }
    throw new TransientError('a subscriber was changed too often at once');
  }

  /** Saves people together; answers which of them held, the others having been changed since they were read. */
  async saveAll(writes: readonly SubscriberWrite[]): Promise<boolean[]> {
    const held = await this.store.saveAll(writes);
    this.facts.wake();
    return held;
  }

  /** Ends the subscription to a newsletter, or all of them; again changes nothing. */
  async end(
    id: SubscriberId,
    newsletter: NewsletterId | 'all',
    reason: 'unsubscribed' | 'suppressed',
  ): Promise<Subscriber | undefined> {
    return this.change(
      () => this.store.find(id),
      (subscriber) => {
        const ending = subscriber?.subscriptions.filter(
          (one) => one.state === 'confirmed' && (newsletter === 'all' || one.newsletter === newsletter),
        );
        if (subscriber === undefined || ending === undefined || ending.length === 0) return undefined;
        const at = this.clock.now().toISOString();
        const subscriptions = subscriber.subscriptions.map((one): Subscription =>
          ending.includes(one) ? { ...one, state: 'ended', endedAt: at, endReason: reason } : one,
        );
        return {
          subscriber: { ...subscriber, subscriptions },
          facts: ending.map((one) => this.ended(id, one.newsletter, reason)),
        };
      },
    );
  }

  /** Leaves nothing of the person but the fact that the subscriptions ended. */
  async erase(subscriber: Subscriber): Promise<boolean> {
    const live = subscriber.subscriptions.filter(({ state }) => state === 'confirmed');
    const erased = await this.store.erase(
      subscriber.id,
      live.map(({ newsletter }) => this.ended(subscriber.id, newsletter, 'erased')),
    );
    this.facts.wake();
    return erased;
  }

  private ended(subscriberId: SubscriberId, newsletter: NewsletterId, reason: SubscriptionEnded['reason']): CloudEvent {
    const time = this.clock.now();
    const data = { subscriberId, newsletter, at: time.toISOString(), reason };
    return createEvent(SubscriptionEnded, data, { service: 'newsletter', time, traceparent: currentTraceparent() });
  }
}
