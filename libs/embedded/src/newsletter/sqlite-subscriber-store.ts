import type { CloudEvent } from '#contracts/cloud-event.js';
import type { SubscriberId } from '#contracts/ids.js';
import {
  SubscriberStore,
  type Subscriber,
  type SubscriberFact,
  type SubscriberWrite,
  type Subscription,
} from '#ports/subscriber-store.port.js';
import type { Database } from '../database.js';
import {
  OWN_HOUR,
  SUBSCRIBER_COLUMNS,
  subscriberOf,
  SUBSCRIPTION_COLUMNS,
  type SubscriberRow,
  type SubscriptionRow,
} from './subscriber-row.js';

const INSERT = `INSERT INTO subscribers (${SUBSCRIBER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE OR IGNORE subscribers SET email = ?, language = ?, time_zone = ?, hour = ?, paused = ?,
  revision = revision + 1 WHERE id = ? AND revision = ?`;

/** The slot a subscriber had last (`slot_name`) outlives a new save. */
const SAVE_SUBSCRIPTION = `INSERT INTO subscriptions (newsletter, subscriber, state, consent, active_from, ended_at, end_reason,
    language, time_zone, hour, paused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET state = excluded.state, consent = excluded.consent, active_from = excluded.active_from,
    ended_at = excluded.ended_at, end_reason = excluded.end_reason, language = excluded.language,
    time_zone = excluded.time_zone, hour = excluded.hour, paused = excluded.paused`;

/** Subscribers with their subscriptions; facts wait in `subscriber_outbox`. */
export class SqliteSubscriberStore extends SubscriberStore {
  constructor(private readonly database: Database) {
    super();
  }

  async find(id: SubscriberId): Promise<Subscriber | undefined> {
    return this.read(
      this.database.get<SubscriberRow>(`SELECT ${SUBSCRIBER_COLUMNS} FROM subscribers WHERE id = ?`, id),
    );
  }

  async findByEmail(email: string): Promise<Subscriber | undefined> {
    return this.read(
      this.database.get<SubscriberRow>(`SELECT ${SUBSCRIBER_COLUMNS} FROM subscribers WHERE email = ?`, email),
    );
  }

  async findByEmails(emails: readonly string[]): Promise<Subscriber[]> {
    const sql = `SELECT ${SUBSCRIBER_COLUMNS} FROM subscribers WHERE email IN (SELECT value FROM json_each(?))`;
    const rows = this.database.all<SubscriberRow>(sql, JSON.stringify(emails));
    return rows.flatMap((row) => this.read(row) ?? []);
  }

  async save(subscriber: Subscriber, facts: readonly CloudEvent[]): Promise<boolean> {
    const [held] = await this.saveAll([{ subscriber, facts }]);
    return held === true;
  }

  async saveAll(writes: readonly SubscriberWrite[]): Promise<boolean[]> {
    return this.database.transaction(() => writes.map((write) => this.saveOne(write)));
  }

  async erase(id: SubscriberId, facts: readonly CloudEvent[]): Promise<boolean> {
    return this.database.transaction(() => {
      this.database.run('DELETE FROM subscriptions WHERE subscriber = ?', id);
      if (this.database.run('DELETE FROM subscribers WHERE id = ?', id) === 0) return false;
      this.remember(facts);
      return true;
    });
  }

  async list({ after, limit }: { after?: string; limit: number }): Promise<Subscriber[]> {
    const sql = `SELECT ${SUBSCRIBER_COLUMNS} FROM subscribers WHERE id > ? ORDER BY id LIMIT ?`;
    const rows = this.database.all<SubscriberRow>(sql, after ?? '', limit);
    return rows.flatMap((row) => this.read(row) ?? []);
  }

  async outbox(limit: number): Promise<SubscriberFact[]> {
    const sql = 'SELECT position, event FROM subscriber_outbox ORDER BY position LIMIT ?';
    return this.database
      .all<{ position: number; event: string }>(sql, limit)
      .map(({ position, event }) => ({ position: String(position), event: JSON.parse(event) as CloudEvent }));
  }

  async settle(positions: readonly string[]): Promise<void> {
    const sql = 'DELETE FROM subscriber_outbox WHERE position IN (SELECT CAST(value AS INTEGER) FROM json_each(?))';
    this.database.run(sql, JSON.stringify(positions));
  }

  private saveOne({ subscriber, facts }: SubscriberWrite): boolean {
    if (!this.write(subscriber)) return false;
    for (const subscription of subscriber.subscriptions) this.writeSubscription(subscriber, subscription);
    this.remember(facts);
    return true;
  }

  private write({ id, email, language, timeZone, hour, paused, createdAt, revision }: Subscriber): boolean {
    const preferences = [language, timeZone, hour ?? null, paused ? 1 : 0];
    if (revision === 0) return this.database.run(INSERT, id, email, ...preferences, createdAt) === 1;
    return this.database.run(UPDATE, email, ...preferences, id, revision) === 1;
  }

  private writeSubscription(subscriber: Subscriber, subscription: Subscription): void {
    const { newsletter, state, consent, activeFrom, endedAt, endReason } = subscription;
    const { id, language, timeZone, hour, paused } = subscriber;
    this.database.run(
      SAVE_SUBSCRIPTION,
      ...[newsletter, id, state, JSON.stringify(consent), Date.parse(activeFrom), endedAt ?? null, endReason ?? null],
      ...[language, timeZone, hour ?? OWN_HOUR, paused ? 1 : 0],
    );
  }

  private remember(facts: readonly CloudEvent[]): void {
    for (const fact of facts) {
      this.database.run('INSERT INTO subscriber_outbox (event) VALUES (?)', JSON.stringify(fact));
    }
  }

  private read(row: SubscriberRow | undefined): Subscriber | undefined {
    if (row === undefined) return undefined;
    const sql = `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscriptions WHERE subscriber = ? ORDER BY newsletter`;
    return subscriberOf(row, this.database.all<SubscriptionRow>(sql, row.id));
  }
}
