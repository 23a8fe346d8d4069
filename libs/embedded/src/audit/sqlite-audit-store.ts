import { AuditStore, type AuditEntry } from '#ports/audit-store.port.js';
import type { Database } from '../database.js';

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly target: string;
  readonly outcome: AuditEntry['outcome'];
  readonly detail: string | null;
  readonly traceparent: string | null;
}

/** AuditStore in one SQLite table; ids are numbers that grow. */
export class SqliteAuditStore extends AuditStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./audit.schema.sql', import.meta.url));
  }

  async append(entry: Omit<AuditEntry, 'id'>): Promise<string> {
    const [row] = this.database.returning<{ id: number }>(
      `INSERT INTO audit_entries (at, who, what, target, outcome, detail, traceparent)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      entry.at.getTime(),
      entry.who,
      entry.what,
      entry.target,
      entry.outcome,
      entry.detail ?? null,
      entry.traceparent ?? null,
    );
    return String(row?.id);
  }

  async list({ target, before, limit }: { target?: string; before?: string; limit: number }): Promise<AuditEntry[]> {
    const rows = this.database.all<AuditRow>(
      `SELECT * FROM audit_entries WHERE (?1 IS NULL OR target = ?1) AND (?2 IS NULL OR id < CAST(?2 AS INTEGER))
       ORDER BY id DESC LIMIT ?3`,
      target ?? null,
      before ?? null,
      limit,
    );
    return rows.map(entryOf);
  }
}

function entryOf({ id, at, detail, traceparent, ...rest }: AuditRow): AuditEntry {
  return {
    id: String(id),
    at: new Date(at),
    ...rest,
    ...(detail === null ? {} : { detail }),
    ...(traceparent === null ? {} : { traceparent }),
  };
}
