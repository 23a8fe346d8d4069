import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { SubscriptionConfirmed } from '#contracts/events/subscription-confirmed.event.js';
import { SubscriptionEnded } from '#contracts/events/subscription-ended.event.js';
import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import {
  SubscriberStore,
  type Consent,
  type Subscriber,
  type Subscription,
  type SubscriberWrite,
} from '#ports/subscriber-store.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';
import type { Preferences } from './preferences.dto.js';

/** What was chosen, with the consents to newsletters that are joined by it. */
export interface Chosen extends Preferences {
  readonly consents: ReadonlyMap<NewsletterId, Consent>;
}

/** Applies what a subscriber chose: newsletters not named end, those with a new consent begin. */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly store: SubscriberStore,
    private readonly changes: ChangeSubscriber,
    private readonly clock: Clock,
  ) {}

  async apply(id: SubscriberId, chosen: Chosen): Promise<Subscriber | undefined> {
    return this.changes.change(
      () => this.store.find(id),
      (subscriber) => (subscriber === undefined ? undefined : this.edited(subscriber, chosen)),
    );
  }

  private edited(subscriber: Subscriber, chosen: Chosen): SubscriberWrite {
    const at = this.clock.now().toISOString();
    const { hour: oldHour, ...rest } = subscriber;
    const { language, timeZone, paused, hour } = chosen;
    const resumes = subscriber.paused && !paused;
    const moved = oldHour !== hour || subscriber.timeZone !== timeZone;
    const live = subscriber.subscriptions.filter(({ state }) => state === 'confirmed');
    const left = live.filter(({ newsletter }) => !chosen.newsletters.includes(newsletter));
    const joined = joinedOf(live, chosen, at);
    const kept = subscriber.subscriptions
      .filter(({ newsletter }) => !joined.some((one) => one.newsletter === newsletter))
      .map((one): Subscription => {
        if (left.includes(one)) return { ...one, state: 'ended', endedAt: at, endReason: 'unsubscribed' };
        return one.state === 'confirmed' && (resumes || moved) ? { ...one, activeFrom: at } : one;
      });
    return {
      subscriber: {
        ...{ ...rest, language, timeZone, paused, subscriptions: [...kept, ...joined] },
        ...withoutAbsent({ hour }),
      },
      facts: this.factsOf(subscriber.id, left, joined, at),
    };
  }

  private factsOf(
    subscriberId: SubscriberId,
    left: readonly Subscription[],
    joined: readonly Subscription[],
    at: string,
  ): CloudEvent[] {
    const origin = { service: 'newsletter', time: new Date(at), traceparent: currentTraceparent() } as const;
    return [
      ...left.map(({ newsletter }) =>
        createEvent(SubscriptionEnded, { subscriberId, newsletter, at, reason: 'unsubscribed' }, origin),
      ),
      ...joined.map(({ newsletter }) => createEvent(SubscriptionConfirmed, { subscriberId, newsletter, at }, origin)),
    ];
  }
}

function joinedOf(live: readonly Subscription[], { newsletters, consents }: Chosen, at: string): Subscription[] {
  return [...new Set(newsletters)].flatMap((newsletter): Subscription[] => {
    const consent = consents.get(newsletter);
    if (consent === undefined || live.some((one) => one.newsletter === newsletter)) return [];
    return [{ newsletter, state: 'confirmed', consent, activeFrom: at }];
  });
}
