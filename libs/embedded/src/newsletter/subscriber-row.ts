import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import type { Consent, Subscriber, Subscription } from '#ports/subscriber-store.port.js';

/** A row of `subscribers`. */
export interface SubscriberRow {
  id: SubscriberId;
  email: string;
  language: string;
  time_zone: string;
  hour: number | null;
  paused: number;
  created_at: string;
  revision: number;
}

/** What of a row of `subscriptions` is a subscriber's own. */
export interface SubscriptionRow {
  newsletter: NewsletterId;
  subscriber: SubscriberId;
  state: Subscription['state'];
  consent: string;
  active_from: number;
  ended_at: string | null;
  end_reason: NonNullable<Subscription['endReason']> | null;
}

export const SUBSCRIBER_COLUMNS = 'id, email, language, time_zone, hour, paused, created_at, revision';
export const SUBSCRIPTION_COLUMNS = 'newsletter, subscriber, state, consent, active_from, ended_at, end_reason';

/** Stands for the newsletter's own hour. */
export const OWN_HOUR = -1;

/** The subscriber that the rows hold. */
export function subscriberOf(row: SubscriberRow, subscriptions: readonly SubscriptionRow[]): Subscriber {
  return {
    id: row.id,
    email: row.email,
    language: row.language,
    timeZone: row.time_zone,
    ...(row.hour === null ? {} : { hour: row.hour }),
    paused: row.paused === 1,
    createdAt: row.created_at,
    subscriptions: subscriptions.map(toSubscription),
    revision: row.revision,
  };
}

function toSubscription(row: SubscriptionRow): Subscription {
  return {
    newsletter: row.newsletter,
    state: row.state,
    consent: JSON.parse(row.consent) as Consent,
    activeFrom: new Date(row.active_from).toISOString(),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
  };
}
