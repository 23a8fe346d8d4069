import { SuppressionStore, type Suppression, type SuppressionReason } from '#ports/suppression-store.port.js';
import { createHash } from 'node:crypto';
import type { Database } from '../database.js';

interface Row {
  hash: string;
  email: string | null;
  reason: SuppressionReason;
  note: string;
  at: string;
}

const COLUMNS = 'hash, email, reason, note, at';

/** Suppressed addresses in `suppressions`, keyed by the hash of the address. */
export class SqliteSuppressionStore extends SuppressionStore {
  constructor(private readonly database: Database) {
    super();
  }

  async put(entry: { email: string; reason: SuppressionReason; note: string; at: Date }): Promise<void> {
    const email = entry.email.toLowerCase();
    const sql = `INSERT INTO suppressions (${COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
    this.database.run(sql, hashOf(email), email, entry.reason, entry.note, entry.at.toISOString());
  }

  async among(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const byHash = new Map(emails.map((email) => [hashOf(email), email]));
    const sql = 'SELECT hash FROM suppressions WHERE hash IN (SELECT value FROM json_each(?))';
    const rows = this.database.all<{ hash: string }>(sql, JSON.stringify([...byHash.keys()]));
    return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []));
  }

  async find(email: string): Promise<Suppression | undefined> {
    const row = this.database.get<Row>(`SELECT ${COLUMNS} FROM suppressions WHERE hash = ?`, hashOf(email));
    return row === undefined ? undefined : toSuppression(row);
  }

  async list({ after, limit }: { after?: string; limit: number }): Promise<Suppression[]> {
    const sql = `SELECT ${COLUMNS} FROM suppressions WHERE hash > ? ORDER BY hash LIMIT ?`;
    return this.database.all<Row>(sql, after ?? '', limit).map(toSuppression);
  }

  async remove(email: string): Promise<boolean> {
    return this.database.run('DELETE FROM suppressions WHERE hash = ?', hashOf(email)) === 1;
  }

  async anonymise(email: string): Promise<void> {
    this.database.run('UPDATE suppressions SET email = NULL WHERE hash = ?', hashOf(email));
  }
}

function hashOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex');
}

function toSuppression({ email, ...row }: Row): Suppression {
  return email === null ? row : { ...row, email };
}
