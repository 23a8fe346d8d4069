import { base32 } from '#contracts/base32.js';
import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionConfirmed } from '#contracts/events/subscription-confirmed.event.js';
import { SubscriberId, type NewsletterId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { Consent, Subscriber, SubscriberWrite, Subscription } from '#ports/subscriber-store.port.js';
import { randomBytes } from 'node:crypto';
import { normalAddress } from '../subscribe/normal-address.js';
import type { ImportRow } from './import-row.dto.js';

/** The newsletters of a row that its person never had a consent to. */
export function freshIn(row: ImportRow, known: Subscriber | undefined): NewsletterId[] {
  return row.newsletters.filter((id) => known?.subscriptions.some(({ newsletter }) => newsletter === id) !== true);
}

/** The person of a row with the consents that are fresh; what is known of the person stays as it is. */
export function withRow(known: Subscriber | undefined, row: ImportRow, now: Date): SubscriberWrite {
  const subscriber = known ?? newSubscriber(row, now);
  const at = now.toISOString();
  const consent = consentOf(row, at);
  const added = freshIn(row, known).map((newsletter): Subscription => {
    const begun = { newsletter, consent, activeFrom: at };
    return row.state === 'ended'
      ? { ...begun, state: 'ended', endedAt: at, endReason: 'unsubscribed' }
      : { ...begun, state: 'confirmed' };
  });
  const live = added.filter(({ state }) => state === 'confirmed');
  return {
    subscriber: { ...subscriber, subscriptions: [...subscriber.subscriptions, ...added] },
    facts: live.map(({ newsletter }) =>
      createEvent(
        SubscriptionConfirmed,
        { subscriberId: subscriber.id, newsletter, at },
        { service: 'newsletter', time: now },
      ),
    ),
  };
}

function consentOf(row: ImportRow, at: string): Consent {
  const evidence = row.consent ?? 'imported as ended';
  return {
    wording: row.consentWording ?? evidence,
    wordingVersion: 'imported',
    page: row.consentPage ?? 'import',
    signup: { at: row.consentAt ?? at, ip: row.consentIp ?? '' },
    imported: { at, evidence },
  };
}

function newSubscriber({ email, language, timeZone, hour, paused }: ImportRow, now: Date): Subscriber {
  return {
    id: SubscriberId.parse(base32(randomBytes(16))),
    email: normalAddress(email),
    language: language ?? 'en',
    timeZone: timeZone ?? 'UTC',
    ...withoutAbsent({ hour }),
    ...{ paused, createdAt: now.toISOString(), subscriptions: [], revision: 0 },
  };
}
