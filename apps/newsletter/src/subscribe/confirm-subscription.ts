import { base32 } from '#contracts/base32.js';
import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionConfirmed } from '#contracts/events/subscription-confirmed.event.js';
import { SubscriberId, type NewsletterId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { SignupStore, type Signup } from '#ports/signup-store.port.js';
import {
  SubscriberStore,
  type Consent,
  type Subscriber,
  type Subscription,
  type SubscriberWrite,
} from '#ports/subscriber-store.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';

/** Turns a wish into consent when the holder of the address says yes. */
@Injectable()
export class ConfirmSubscription {
  constructor(
    private readonly signups: SignupStore,
    private readonly subscribers: SubscriberStore,
    private readonly changes: ChangeSubscriber,
    private readonly clock: Clock,
  ) {}

  /** The subscriber, or undefined when the wish is forgotten or its holder has left since; saying yes twice changes nothing. */
  async confirm(signupId: string, ip: string): Promise<Subscriber | undefined> {
    const signup = await this.signups.find(signupId);
    if (signup === undefined) return undefined;
    const click = { at: this.clock.now().toISOString(), ip };
    const subscriber = await this.changes.change(
      () => this.subscribers.findByEmail(signup.email),
      (known) => this.consented(known ?? subscriberOf(signup, click.at), signup, click),
    );
    return subscriber?.subscriptions.some(({ state }) => state === 'confirmed') === true ? subscriber : undefined;
  }

  private consented(
    subscriber: Subscriber,
    signup: Signup,
    click: NonNullable<Consent['click']>,
  ): SubscriberWrite | undefined {
    const asked = signup.newsletters.filter((id) => isNew(subscriber.subscriptions, id, signup));
    if (asked.length === 0) return undefined;
    const consent = consentOf(signup, click);
    const made = asked.map((newsletter): Subscription => {
      return { newsletter, state: 'confirmed', consent, activeFrom: click.at };
    });
    const others = subscriber.subscriptions.filter(({ newsletter }) => !asked.includes(newsletter));
    const origin = { service: 'newsletter', time: new Date(click.at), traceparent: currentTraceparent() } as const;
    return {
      subscriber: { ...subscriber, subscriptions: [...others, ...made] },
      facts: asked.map((newsletter) =>
        createEvent(SubscriptionConfirmed, { subscriberId: subscriber.id, newsletter, at: click.at }, origin),
      ),
    };
  }
}

/** Not what is confirmed already, nor what ended after this wish: an old link brings nobody back. */
function isNew(subscriptions: readonly Subscription[], id: NewsletterId, { at }: Signup): boolean {
  const known = subscriptions.find(({ newsletter }) => newsletter === id);
  return known === undefined || (known.state === 'ended' && (known.endedAt ?? '') < at);
}

function consentOf({ wording, wordingVersion, page, at, ip, mail }: Signup, click: Consent['click']): Consent {
  return { wording, wordingVersion, page, signup: { at, ip }, ...withoutAbsent({ mail, click }) };
}

function subscriberOf({ email, language, timeZone, hour }: Signup, createdAt: string): Subscriber {
  return {
    id: SubscriberId.parse(base32(randomBytes(16))),
    ...{ email, language, timeZone, createdAt, paused: false, subscriptions: [], revision: 0 },
    ...withoutAbsent({ hour }),
  };
}
