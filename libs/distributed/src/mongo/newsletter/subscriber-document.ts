import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { SubscriberId as Id } from '#contracts/ids.js';
import type { Subscriber, Subscription } from '#ports/subscriber-store.port.js';
import mongoose from 'mongoose';
import { OUTBOX_FIELDS, type WithOutbox } from '../document-outbox.js';
import type { Shape } from '../mongo-connection.js';
import { cohortOf, fieldsOf } from './cohort-fields.js';

/**
 * A subscriber with its subscriptions and facts. One that was erased is there until its facts are settled, with nothing but
 * them and its id.
 */
export interface SubscriberDocument extends WithOutbox {
  /** Unique; of an erased one a text that is no address. */
  readonly email: string;
  readonly erased?: true;
  readonly language: string;
  readonly timeZone: string;
  readonly hour: number;
  readonly paused: boolean;
  readonly createdAt: string;
  readonly subscriptions: readonly Subscription[];
  readonly revision: number;
  /** Newsletters that it gets now: confirmed and not paused. */
  readonly wants: readonly NewsletterId[];
  /** By newsletter. */
  readonly activeFrom: Readonly<Record<string, Date>>;
  /** Name of the last slot that it had, by newsletter; outlives every save. */
  readonly slots?: Readonly<Record<string, string>>;
}

const { Mixed } = mongoose.Schema.Types;

export const SUBSCRIBERS: Shape<SubscriberDocument> = {
  collection: 'subscribers',
  fields: {
    _id: String,
    email: String,
    erased: Boolean,
    language: String,
    timeZone: String,
    hour: Number,
    paused: Boolean,
    createdAt: String,
    subscriptions: { type: [Mixed], default: undefined },
    revision: Number,
    wants: { type: [String], default: undefined },
    activeFrom: Mixed,
    slots: Mixed,
    ...OUTBOX_FIELDS,
  },
  indexes: [
    [{ email: 1 }, { unique: true }],
    [{ wants: 1, language: 1, timeZone: 1, hour: 1, _id: 1 }, { sparse: true }],
    [{ wants: 1, _id: 1 }, {}],
  ],
};

/** Everything personal in the document of a subscriber that exists. */
export const PERSONAL = [
  'language',
  'timeZone',
  'hour',
  'paused',
  'createdAt',
  'subscriptions',
  'wants',
  'activeFrom',
  'slots',
] as const;

/** What a save writes. */
export function savedFields(subscriber: Subscriber) {
  const { email, paused, createdAt, subscriptions } = subscriber;
  const confirmed = subscriptions.filter(({ state }) => state === 'confirmed');
  return {
    email,
    paused,
    createdAt,
    ...fieldsOf(subscriber),
    subscriptions: [...subscriptions].sort((one, other) => (one.newsletter < other.newsletter ? -1 : 1)),
    revision: subscriber.revision + 1,
    wants: paused ? [] : confirmed.map(({ newsletter }) => newsletter),
    activeFrom: Object.fromEntries(
      subscriptions.map(({ newsletter, activeFrom }) => [newsletter, new Date(activeFrom)]),
    ),
  };
}

export function subscriberOf(document: SubscriberDocument): Subscriber {
  const { _id, email, paused, createdAt, subscriptions, revision } = document;
  return { id: idOf({ _id }), email, ...cohortOf(document), paused, createdAt, subscriptions, revision };
}

export function idOf({ _id }: { readonly _id: string }): SubscriberId {
  return Id.parse(_id);
}
