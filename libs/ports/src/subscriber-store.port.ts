import type { CloudEvent } from '#contracts/cloud-event.js';
import type { NewsletterId, SubscriberId } from '#contracts/ids.js';

/** What proves that the holder of an address asked for a newsletter. */
export interface Consent {
  /** The words shown beside the button, and their version. */
  readonly wording: string;
  readonly wordingVersion: string;
  /** Page or form where the words stood. */
  readonly page: string;
  readonly signup: { readonly at: string; readonly ip: string };
  /** The confirmation mail: when it was handed over and SHA-256 of its bytes. */
  readonly mail?: { readonly at: string; readonly hash: string };
  readonly click?: { readonly at: string; readonly ip: string };
  /** For imported subscribers: where the evidence above comes from. */
  readonly imported?: { readonly at: string; readonly evidence: string };
}

/** A subscriber's consent to one newsletter. */
export interface Subscription {
  readonly newsletter: NewsletterId;
  readonly state: 'confirmed' | 'ended';
  readonly consent: Consent;
  /** Slots before this moment are not due to it: confirmation, end of a pause, or a new hour or time zone. */
  readonly activeFrom: string;
  readonly endedAt?: string;
  readonly endReason?: 'unsubscribed' | 'suppressed' | 'erased';
}

/** A person's address with preferences; exists from the first confirmed consent until erasure. */
export interface Subscriber {
  readonly id: SubscriberId;
  /** Normalised: lower case, domain in ASCII. */
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
  /** Wished local hour; absent: each newsletter's own. */
  readonly hour?: number;
  readonly paused: boolean;
  readonly createdAt: string;
  readonly subscriptions: readonly Subscription[];
  /** Counts writes; 0 for one not yet stored. */
  readonly revision: number;
}

/** A subscriber as it is to be, with the facts that follow. */
export interface SubscriberWrite {
  readonly subscriber: Subscriber;
  readonly facts: readonly CloudEvent[];
}

/** A fact waiting for the log, with the handle that settles it. */
export interface SubscriberFact {
  readonly position: string;
  readonly event: CloudEvent;
}

/**
 * The people who get mail.
 *
 * - An address belongs to one subscriber. `save` holds only if the stored revision is the one given (0: not stored
 *   yet, and the address free); otherwise it answers false and changes nothing. Facts become visible with the write.
 * - `saveAll` is `save` for each of several people, in far fewer steps: it answers in their order which held, and one that is
 *   refused holds up none of the others. Where two want the same address, one of them gets it. When it resolves, all that
 *   held is durable; when it fails, any of them may have been written.
 * - `erase` leaves nothing of the person but the facts given, which hold no address.
 * - Several processes on one store share the facts that wait, as those of an ArticleStore.
 */
export abstract class SubscriberStore {
  abstract find(id: SubscriberId): Promise<Subscriber | undefined>;
  abstract findByEmail(email: string): Promise<Subscriber | undefined>;
  /** Those of them that are known, in any order. */
  abstract findByEmails(emails: readonly string[]): Promise<Subscriber[]>;
  abstract save(subscriber: Subscriber, facts: readonly CloudEvent[]): Promise<boolean>;
  abstract saveAll(writes: readonly SubscriberWrite[]): Promise<boolean[]>;
  abstract erase(id: SubscriberId, facts: readonly CloudEvent[]): Promise<boolean>;
  /** By id, those after `after`. */
  abstract list(page: { after?: string; limit: number }): Promise<Subscriber[]>;
  /** Facts not yet settled, oldest first: this process's share. */
  abstract outbox(limit: number): Promise<SubscriberFact[]>;
  abstract settle(positions: readonly string[]): Promise<void>;
}
