import { base32 } from '#contracts/base32.js';
import { createEvent } from '#contracts/cloud-event.js';
import { SubscriptionConfirmed } from '#contracts/events/subscription-confirmed.event.js';
import { SubscriberId, type NewsletterId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { SubscriberStore, type Consent, type Subscriber, type Subscription } from '#ports/subscriber-store.port.js';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalAddress } from '../subscribe/normal-address.js';
import { SignUp, type SignUpPlace } from '../subscribe/sign-up.js';
import { ChangeSubscriber, type SubscriberEdit } from './change-subscriber.js';
import type { ImportAnswer, ImportRow } from './import-row.dto.js';

/**
 * Takes over subscribers of another system. What is known stays as it is, so that a file may be imported again: preferences are
 * not overwritten, and who has left is not brought back.
 */
@Injectable()
export class ImportSubscribers {
  constructor(
    private readonly store: SubscriberStore,
    private readonly changes: ChangeSubscriber,
    private readonly signUp: SignUp,
    private readonly clock: Clock,
  ) {}

  async import(rows: readonly ImportRow[], place: SignUpPlace): Promise<ImportAnswer> {
    const answer = { confirmed: 0, asked: 0, ended: 0, unchanged: 0 };
    for (const row of rows) {
      const known = await this.store.findByEmail(normalAddress(row.email));
      const fresh = row.newsletters.filter((id) => !has(known, id));
      answer.unchanged += row.newsletters.length - fresh.length;
      if (fresh.length > 0 && row.state === 'unconfirmed') {
        await this.ask(row, fresh, place);
        answer.asked += 1;
      } else if (fresh.length > 0) {
        await this.take(row);
        answer[row.state === 'ended' ? 'ended' : 'confirmed'] += fresh.length;
      }
      await nextTurn();
    }
    return answer;
  }

  private ask(row: ImportRow, newsletters: readonly NewsletterId[], place: SignUpPlace): Promise<void> {
    const { email, language, timeZone, hour } = row;
    const wish = { email, newsletters: [...newsletters], ...withoutAbsent({ language, timeZone, hour }) };
    return this.signUp.request(wish, place);
  }

  private async take(row: ImportRow): Promise<void> {
    await this.changes.change(
      () => this.store.findByEmail(normalAddress(row.email)),
      (known) => this.taken(known ?? subscriberOf(row, this.clock.now()), row),
    );
  }

  private taken(subscriber: Subscriber, row: ImportRow): SubscriberEdit {
    const now = this.clock.now();
    const at = now.toISOString();
    const fresh = row.newsletters.filter((id) => !has(subscriber, id));
    const consent = consentOf(row, at);
    const added = fresh.map((newsletter): Subscription => {
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
}

function has(subscriber: Subscriber | undefined, id: NewsletterId): boolean {
  return subscriber?.subscriptions.some(({ newsletter }) => newsletter === id) === true;
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

function subscriberOf({ email, language, timeZone, hour, paused }: ImportRow, now: Date): Subscriber {
  return {
    id: SubscriberId.parse(base32(randomBytes(16))),
    email: normalAddress(email),
    language: language ?? 'en',
    timeZone: timeZone ?? 'UTC',
    ...withoutAbsent({ hour }),
    ...{ paused, createdAt: now.toISOString(), subscriptions: [], revision: 0 },
  };
}
