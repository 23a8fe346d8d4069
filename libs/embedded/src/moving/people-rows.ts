import { MOVED_KEYS, type MovedRows } from '#ports/moving/moved-rows.js';
import type { Signup } from '#ports/signup-store.port.js';
import type { Database } from '../database.js';
import {
  OWN_HOUR,
  SUBSCRIBER_COLUMNS,
  subscriberOf,
  SUBSCRIPTION_COLUMNS,
  type SubscriberRow,
  type SubscriptionRow,
} from '../newsletter/subscriber-row.js';
import type { SqliteRows } from './sqlite-movable.js';

interface SignupColumns {
  readonly document: string;
  readonly mailed_at: number | null;
  readonly mail_hash: string | null;
}
interface SuppressionColumns extends Omit<MovedRows['suppressions'], 'email'> {
  readonly email: string | null;
}

const INSERT_SUBSCRIBER = `INSERT INTO subscribers (${SUBSCRIBER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_SUBSCRIPTION = `INSERT INTO subscriptions (${SUBSCRIPTION_COLUMNS}, slot_name, language, time_zone, hour, paused)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Subscribers with their subscriptions and the slots that they had. */
export function subscriberRows(database: Database): SqliteRows<MovedRows['subscribers'], SubscriberRow> {
  const remove = ({ subscriber: { id } }: MovedRows['subscribers']): void => {
    database.run('DELETE FROM subscriptions WHERE subscriber = ?', id);
    database.run('DELETE FROM subscribers WHERE id = ?', id);
  };
  return {
    ...{ from: 'subscribers', columns: SUBSCRIBER_COLUMNS, order: ['id'], key: ['id'], keyOf: MOVED_KEYS.subscribers },
    read: (row) => {
      const subscriptions = database.all<SubscriptionRow & { slot_name: string }>(
        `SELECT ${SUBSCRIPTION_COLUMNS}, slot_name FROM subscriptions WHERE subscriber = ? ORDER BY newsletter`,
        row.id,
      );
      const slots = subscriptions.flatMap(({ newsletter, slot_name: slot }) =>
        slot === '' ? [] : [[newsletter, slot]],
      );
      return {
        subscriber: subscriberOf(row, subscriptions),
        slots: Object.fromEntries(slots) as Record<string, string>,
      };
    },
    write: (row) => {
      remove(row);
      const { id, email, language, timeZone, hour, paused, createdAt, subscriptions, revision } = row.subscriber;
      database.run(
        INSERT_SUBSCRIBER,
        ...[id, email, language, timeZone, hour ?? null, paused ? 1 : 0, createdAt, revision],
      );
      for (const { newsletter, state, consent, activeFrom, endedAt, endReason } of subscriptions) {
        database.run(
          INSERT_SUBSCRIPTION,
          ...[newsletter, id, state, JSON.stringify(consent), Date.parse(activeFrom), endedAt ?? null],
          ...[endReason ?? null, row.slots[newsletter] ?? '', language, timeZone, hour ?? OWN_HOUR, paused ? 1 : 0],
        );
      }
    },
    remove,
  };
}

/** Requests that wait for their confirmation. */
export function signupRows(database: Database): SqliteRows<MovedRows['signups'], SignupColumns> {
  return {
    ...{ from: 'signups', columns: 'document, mailed_at, mail_hash', order: ['id'], key: ['id'] },
    keyOf: MOVED_KEYS.signups,
    read: ({ document, mailed_at: at, mail_hash: hash }) => ({
      ...(JSON.parse(document) as Signup),
      ...(at === null || hash === null ? {} : { mail: { at: new Date(at).toISOString(), hash } }),
    }),
    write: ({ mail, ...signup }) =>
      database.run(
        `INSERT OR REPLACE INTO signups (id, email, requested_at, document, mailed_at, mail_hash) VALUES (?, ?, ?, ?, ?, ?)`,
        ...[signup.id, signup.email, Date.parse(signup.at), JSON.stringify(signup)],
        ...[mail === undefined ? null : Date.parse(mail.at), mail?.hash ?? null],
      ),
    remove: ({ id }) => database.run('DELETE FROM signups WHERE id = ?', id),
  };
}

/** Addresses that get no mail. */
export function suppressionRows(database: Database): SqliteRows<MovedRows['suppressions'], SuppressionColumns> {
  const columns = 'hash, email, reason, note, at';
  return {
    ...{ from: 'suppressions', columns, order: ['hash'], key: ['hash'], keyOf: MOVED_KEYS.suppressions },
    read: ({ hash, email, reason, note, at }) => ({ hash, reason, note, at, ...(email === null ? {} : { email }) }),
    write: ({ hash, email, reason, note, at }) =>
      database.run(
        `INSERT OR REPLACE INTO suppressions (${columns}) VALUES (?, ?, ?, ?, ?)`,
        ...[hash, email ?? null, reason, note, at],
      ),
    remove: ({ hash }) => database.run('DELETE FROM suppressions WHERE hash = ?', hash),
  };
}
