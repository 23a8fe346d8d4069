import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { AudienceReader, type Recipient } from '#ports/audience.port.js';
import type { Cohort } from '#ports/edition-store.port.js';
import type { Database } from '../database.js';

const OWN_HOUR = -1;
const WANTED = "newsletter = ? AND state = 'confirmed' AND paused = 0";

/** Reads the audience from `subscriptions`, where the preferences are repeated for it. */
export class SqliteAudienceReader extends AudienceReader {
  constructor(private readonly database: Database) {
    super();
  }

  async cohorts(newsletter: NewsletterId): Promise<Cohort[]> {
    const sql = `SELECT DISTINCT language, time_zone, hour FROM subscriptions WHERE ${WANTED}`;
    return this.database
      .all<{ language: string; time_zone: string; hour: number }>(sql, newsletter)
      .map(({ language, time_zone: timeZone, hour }) => ({
        language,
        timeZone,
        ...(hour === OWN_HOUR ? {} : { hour }),
      }));
  }

  async members(query: {
    newsletter: NewsletterId;
    cohort?: Cohort;
    slot?: { readonly at: string; readonly name: string };
    after: string;
    limit: number;
  }): Promise<SubscriberId[]> {
    const { newsletter, cohort, slot, after, limit } = query;
    const conditions = [WANTED, 'subscriber > ?'];
    const values: Array<string | number> = [newsletter, after];
    if (cohort !== undefined) {
      conditions.push('language = ? AND time_zone = ? AND hour = ?');
      values.push(cohort.language, cohort.timeZone, cohort.hour ?? OWN_HOUR);
    }
    if (slot !== undefined) {
      conditions.push('active_from < ? AND slot_name < ?');
      values.push(Date.parse(slot.at), slot.name);
    }
    const sql = `SELECT subscriber FROM subscriptions WHERE ${conditions.join(' AND ')} ORDER BY subscriber LIMIT ?`;
    const rows = this.database.all<{ subscriber: SubscriberId }>(sql, ...values, limit);
    return rows.map(({ subscriber }) => subscriber);
  }

  async markSlot(newsletter: NewsletterId, subscribers: readonly SubscriberId[], slotName: string): Promise<void> {
    const sql = `UPDATE subscriptions SET slot_name = ?3 WHERE newsletter = ?1
      AND subscriber IN (SELECT value FROM json_each(?2)) AND slot_name < ?3`;
    this.database.run(sql, newsletter, JSON.stringify(subscribers), slotName);
  }

  async recipients(newsletter: NewsletterId, ids: readonly SubscriberId[]): Promise<Recipient[]> {
    // CROSS JOIN keeps the order of the tables: left to itself SQLite reads every subscription for each list of ids.
    const sql = `SELECT s.id, s.email FROM json_each(?2) wanted
      CROSS JOIN subscriptions n ON n.newsletter = ?1 AND n.subscriber = wanted.value
      CROSS JOIN subscribers s ON s.id = n.subscriber WHERE n.state = 'confirmed' AND n.paused = 0`;
    return this.database.all<{ id: SubscriberId; email: string }>(sql, newsletter, JSON.stringify(ids));
  }
}
