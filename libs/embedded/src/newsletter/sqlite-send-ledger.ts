import type { EditionId, SubscriberId } from '#contracts/ids.js';
import type { SendCounts } from '#contracts/send-state.js';
import { SendLedger, type Send, type SendOutcome, type SendPage } from '#ports/send-ledger.port.js';
import type { Database } from '../database.js';
import { SEND_COLUMNS, toCounts, toSend, type SendRow } from './send-row.js';

const PLAN = `INSERT INTO sends (edition, subscriber, state, updated_at)
  SELECT ?1, value, 'planned', ?3 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`;

const CLAIM = `UPDATE sends SET state = 'intent', owner = ?3, attempts = attempts + 1, updated_at = ?4
  WHERE edition = ?1 AND subscriber IN (SELECT value FROM json_each(?2)) AND state = 'planned' RETURNING subscriber`;

/** Only rows that this owner holds, or planned rows that end without a try. */
const SETTLE = `UPDATE sends SET state = ?3, reply = ?4, permanent = ?5, retry_at = ?6, updated_at = ?7, owner = NULL
  WHERE edition = ?1 AND subscriber = ?2 AND CASE WHEN ?3 IN ('suppressed', 'canceled')
    THEN state = 'planned' OR (state = 'intent' AND owner = ?8) ELSE state IN ('intent', 'unknown') AND owner = ?8 END`;

const ORPHANS = `UPDATE sends SET state = 'unknown', reply = 'the sender ended before the answer came', updated_at = ?1
  WHERE state = 'intent' AND owner IN (SELECT DISTINCT owner FROM sends WHERE state = 'intent'
    AND owner NOT IN (SELECT owner FROM sender_leases)) RETURNING edition`;

const CANCEL = `UPDATE sends SET state = 'canceled', reply = ?2, updated_at = ?3 WHERE edition = ?1 AND subscriber IN
  (SELECT subscriber FROM sends WHERE edition = ?1 AND state = 'planned' LIMIT ?4)`;

const DECIDE = `UPDATE sends SET state = ?3, owner = NULL, retry_at = 0, updated_at = ?5, decided_as = ?4, decided_at = ?5,
  decided_by = ?6 WHERE edition = ?1 AND subscriber = ?2 AND state = 'unknown'`;

const RESEND_MISSED = `UPDATE sends SET state = 'planned', retry_at = 0, updated_at = ?2, decided_as = 'resend',
  decided_at = ?2, decided_by = ?3 WHERE edition = ?1 AND state = 'refused' AND permanent = 0`;

/** The ledger in `sends`; edition ids are kept once, in `ledger_editions`. */
export class SqliteSendLedger extends SendLedger {
  private readonly numbers = new Map<EditionId, number>();

  constructor(private readonly database: Database) {
    super();
  }

  async plan(edition: EditionId, subscribers: readonly SubscriberId[], at: Date): Promise<number> {
    return this.database.transaction(() => {
      this.database.run('INSERT INTO ledger_editions (id) VALUES (?) ON CONFLICT DO NOTHING', edition);
      return this.database.run(PLAN, this.numberOf(edition) ?? 0, JSON.stringify(subscribers), at.getTime());
    });
  }

  async due(edition: EditionId, now: Date, limit: number): Promise<SubscriberId[]> {
    const sql = `SELECT subscriber FROM sends WHERE edition = ? AND state = 'planned' AND retry_at <= ?
      ORDER BY retry_at, subscriber LIMIT ?`;
    const rows = this.database.all<{ subscriber: SubscriberId }>(sql, this.known(edition), now.getTime(), limit);
    return rows.map(({ subscriber }) => subscriber);
  }

  async claim(
    edition: EditionId,
    subscribers: readonly SubscriberId[],
    owner: string,
    at: Date,
  ): Promise<SubscriberId[]> {
    const values = [this.known(edition), JSON.stringify(subscribers), owner, at.getTime()];
    const won = this.database.returning<{ subscriber: SubscriberId }>(CLAIM, ...values);
    return won.map(({ subscriber }) => subscriber);
  }

  async settle(edition: EditionId, outcomes: readonly SendOutcome[], owner: string, at: Date): Promise<number> {
    const number = this.known(edition);
    return this.database.transaction(() =>
      outcomes.reduce((moved, outcome) => {
        const { subscriber, state, reply } = outcome;
        const permanent = outcome.state === 'refused' && outcome.permanent ? 1 : 0;
        const retryAt = outcome.state === 'planned' ? outcome.retryAt.getTime() : 0;
        const values = [number, subscriber, state, reply, permanent, retryAt, at.getTime(), owner];
        return moved + this.database.run(SETTLE, ...values);
      }, 0),
    );
  }

  async keepAlive(owners: readonly string[], now: Date, until: Date): Promise<EditionId[]> {
    return this.database.transaction(() => {
      const lease = 'INSERT OR REPLACE INTO sender_leases (owner, ends_at) VALUES (?, ?)';
      for (const owner of owners) this.database.run(lease, owner, until.getTime());
      this.database.run('DELETE FROM sender_leases WHERE ends_at < ?', now.getTime());
      const orphans = this.database.returning<{ edition: number }>(ORPHANS, now.getTime());
      const numbers = JSON.stringify([...new Set(orphans.map(({ edition }) => edition))]);
      const sql = 'SELECT id FROM ledger_editions WHERE no IN (SELECT value FROM json_each(?))';
      return this.database.all<{ id: EditionId }>(sql, numbers).map(({ id }) => id);
    });
  }

  async cancel(edition: EditionId, reply: string, at: Date, limit: number): Promise<number> {
    return this.database.run(CANCEL, this.known(edition), reply, at.getTime(), limit);
  }

  async counts(edition: EditionId): Promise<SendCounts> {
    const sql = 'SELECT state, COUNT(*) AS n FROM sends WHERE edition = ? GROUP BY state';
    return toCounts(this.database.all<{ state: keyof SendCounts; n: number }>(sql, this.known(edition)));
  }

  async list({ edition, state, after, limit }: SendPage): Promise<Send[]> {
    const values = [this.known(edition), after ?? '', ...(state === undefined ? [] : [state]), limit];
    const sql = `SELECT ${SEND_COLUMNS} FROM sends WHERE edition = ? AND subscriber > ?
      ${state === undefined ? '' : 'AND state = ?'} ORDER BY subscriber LIMIT ?`;
    return this.database.all<SendRow>(sql, ...values).map((row) => toSend(edition, row));
  }

  async resolve(
    edition: EditionId,
    subscriber: SubscriberId,
    { as, by, at }: { as: 'sent' | 'resend'; by: string; at: Date },
  ): Promise<boolean> {
    const state = as === 'sent' ? 'sent' : 'planned';
    return this.database.run(DECIDE, this.known(edition), subscriber, state, as, at.getTime(), by) === 1;
  }

  async resendMissed(edition: EditionId, { by, at }: { by: string; at: Date }): Promise<number> {
    return this.database.run(RESEND_MISSED, this.known(edition), at.getTime(), by);
  }

  /** The edition's number; 0, which no row has, when nothing was ever planned for it. */
  private known(edition: EditionId): number {
    return this.numberOf(edition) ?? 0;
  }

  private numberOf(edition: EditionId): number | undefined {
    const known = this.numbers.get(edition);
    if (known !== undefined) return known;
    const row = this.database.get<{ no: number }>('SELECT no FROM ledger_editions WHERE id = ?', edition);
    if (row === undefined) return undefined;
    if (this.numbers.size > 10_000) this.numbers.clear();
    this.numbers.set(edition, row.no);
    return row.no;
  }
}
