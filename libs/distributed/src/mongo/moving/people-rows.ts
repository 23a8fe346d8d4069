import type { MovedRows } from '#ports/moving/moved-rows.js';
import type { Model } from 'mongoose';
import type { MongoConnection } from '../mongo-connection.js';
import { signupOf, SIGNUPS, type SignupDocument } from '../newsletter/mongo-signup-store.js';
import { SUPPRESSIONS, toSuppression, type SuppressionDocument } from '../newsletter/mongo-suppression-store.js';
import { savedFields, subscriberOf, type SubscriberDocument } from '../newsletter/subscriber-document.js';
import { replacing, type MongoRows } from './mongo-movable.js';

/** Subscribers with their subscriptions and the slots that they had; facts that wait in their documents stay. */
export function subscriberRows(
  documents: Model<SubscriberDocument>,
): MongoRows<MovedRows['subscribers'], SubscriberDocument> {
  return {
    documents,
    among: { erased: { $ne: true } },
    idOf: ({ subscriber }) => subscriber.id,
    read: (found) => found.map((document) => ({ subscriber: subscriberOf(document), slots: document.slots ?? {} })),
    update: ({ subscriber, slots }) => {
      const { revision } = subscriber;
      const kept = Object.keys(slots).length === 0 ? undefined : slots;
      return replacing({ ...savedFields(subscriber), revision, slots: kept, erased: undefined });
    },
  };
}

/** Requests that wait for their confirmation. */
export function signupRows(connection: MongoConnection): MongoRows<MovedRows['signups'], SignupDocument> {
  return {
    documents: connection.model(SIGNUPS),
    idOf: ({ id }) => id,
    read: (documents) => documents.map(signupOf),
    update: ({ mail, ...signup }) => {
      const { email, at } = signup;
      const mailedAt = mail === undefined ? undefined : new Date(mail.at);
      return replacing({ email, requestedAt: new Date(at), signup, mailedAt, mailHash: mail?.hash });
    },
  };
}

/** Addresses that get no mail. */
export function suppressionRows(
  connection: MongoConnection,
): MongoRows<MovedRows['suppressions'], SuppressionDocument> {
  return {
    documents: connection.model(SUPPRESSIONS),
    idOf: ({ hash }) => hash,
    read: (documents) => documents.map(toSuppression),
    update: ({ hash: _hash, ...suppression }) => replacing({ email: undefined, ...suppression }),
  };
}
