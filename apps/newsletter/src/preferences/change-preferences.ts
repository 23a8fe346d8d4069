import type { SubscriberId } from '#contracts/ids.js';
import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionEnded } from '#contracts/events/subscription-ended.event.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { SubscriberStore, type Subscriber, type Subscription } from '#ports/subscriber-store.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { ChangeSubscriber, type SubscriberEdit } from '../subscribers/change-subscriber.js';
import type { Preferences } from './preferences.dto.js';

/** Applies what a subscriber chose. A newsletter can be left here; joining one needs a consent of its own. */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly store: SubscriberStore,
    private readonly changes: ChangeSubscriber,
    private readonly clock: Clock,
  ) {}

  async apply(id: SubscriberId, chosen: Preferences): Promise<Subscriber | undefined> {
    return this.changes.change(
      () => this.store.find(id),
      (subscriber) => (subscriber === undefined ? undefined : this.edited(subscriber, chosen)),
    );
  }

  private edited(subscriber: Subscriber, chosen: Preferences): SubscriberEdit {
    const now = this.clock.now();
    const at = now.toISOString();
    const { hour: oldHour, ...rest } = subscriber;
    const { language, timeZone, paused, hour } = chosen;
    const resumes = subscriber.paused && !paused;
    const moved = oldHour !== hour || subscriber.timeZone !== timeZone;
    const subscriptions = subscriber.subscriptions.map((one): Subscription => {
      if (one.state === 'ended') return one;
      if (!chosen.newsletters.includes(one.newsletter)) {
        return { ...one, state: 'ended', endedAt: at, endReason: 'unsubscribed' };
      }
      return resumes || moved ? { ...one, activeFrom: at } : one;
    });
    const origin = { service: 'newsletter', time: now, traceparent: currentTraceparent() } as const;
    const facts = subscriptions
      .filter((one, index) => one.state !== subscriber.subscriptions[index]?.state)
      .map(({ newsletter }) =>
        createEvent(SubscriptionEnded, { subscriberId: subscriber.id, newsletter, at, reason: 'unsubscribed' }, origin),
      );
    return { subscriber: { ...rest, language, timeZone, paused, subscriptions, ...withoutAbsent({ hour }) }, facts };
  }
}
