import Libsql from 'libsql';
import { readFileSync } from 'node:fs';
import { keepForOwner } from './keep-for-owner.js';
import { LOG_BYTES } from './checkpoint/checkpoints.js';

type Value = string | number | bigint | null | Uint8Array;
type Row = Record<string, unknown>;
/** Pages of the log at which a commit takes it over itself even though a thread does so: the thread is far behind or gone. */
const PAGES_IF_THREAD_FAILS = 16_000;
type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;

/** Sees to it that the write-ahead log is taken over elsewhere than in a commit; told of each. */
export interface LogKeeper {
  committed(): void;
}

/**
 * The one SQLite file of the embedded profile: WAL, synchronous=FULL, one connection and so one writer. Synchronous by
 * nature: a call must stay short (a few milliseconds), long work is cut into slices that yield to the event loop.
 */
export class Database {
  private readonly statements = new Map<string, Statement>();
  private depth = 0;
  private open = true;

  private constructor(
    private readonly connection: InstanceType<typeof Libsql>,
    private readonly log: LogKeeper | undefined,
  ) {}

  /** Opens or makes the file; `:memory:` for tests. Without a keeper of its log a commit now and then takes it over itself. */
  static open(path: string, log?: LogKeeper): Database {
    if (path !== ':memory:') keepForOwner(path);
    const connection = new Libsql(path);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('busy_timeout = 5000');
    connection.pragma('foreign_keys = ON');
    connection.pragma('cache_size = -16000');
    if (log !== undefined) {
      connection.pragma(`journal_size_limit = ${LOG_BYTES}`);
      connection.pragma(`wal_autocheckpoint = ${PAGES_IF_THREAD_FAILS}`);
    }
    return new Database(connection, log);
  }

  /** Runs the statements of a schema file; every one of them must be repeatable (IF NOT EXISTS). */
  applySchema(file: URL): void {
    this.connection.exec(readFileSync(file, 'utf8'));
  }

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  /**
   * Changes rows; returns how many. Always within a transaction: a lone statement that met a lock would stay begun, and with
   * it the state of the file that it saw, from which nothing can be written any more once another connection has written.
   */
  run(sql: string, ...values: Value[]): number {
    return this.transaction(() => this.statement(sql).run(values).changes);
  }

  /** Changes rows, in a transaction as `run` does; answers what RETURNING says of each. */
  returning<Columns extends object = Row>(sql: string, ...values: Value[]): Columns[] {
    return this.transaction(() => this.all<Columns>(sql, ...values));
  }

  /** First row or undefined. The caller states the columns it selected. */
  get<Columns extends object = Row>(sql: string, ...values: Value[]): Columns | undefined {
    const row = this.read(sql, (statement) => statement.get(values)) as (Columns & { _metadata?: unknown }) | undefined;
    if (row !== undefined) delete row._metadata;
    return row;
  }

  all<Columns extends object = Row>(sql: string, ...values: Value[]): Columns[] {
    return this.read(sql, (statement) => statement.all(values)) as Columns[];
  }

  /** Runs `work` in one durable step; an exception undoes all of it. Calls inside one another share the outermost step. */
  transaction<Result>(work: () => Result): Result {
    if (this.depth > 0) return work();
    this.connection.exec('BEGIN IMMEDIATE');
    this.depth += 1;
    try {
      const result = work();
      this.connection.exec('COMMIT');
      this.log?.committed();
      return result;
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth -= 1;
    }
  }

  /** Writes a row durably; throws what keeps the file from being written. */
  probe(): void {
    this.connection.exec('CREATE TABLE IF NOT EXISTS write_probe (id INTEGER PRIMARY KEY, at TEXT)');
    this.run(`INSERT INTO write_probe (id, at) VALUES (1, datetime()) ON CONFLICT (id) DO UPDATE SET at = excluded.at`);
  }

  get isOpen(): boolean {
    return this.open;
  }

  close(): void {
    this.open = false;
    this.statements.clear();
    this.connection.close();
  }

  /** A statement that failed while it was read would give the same error for ever after: it is not used again. */
  private read(sql: string, read: (statement: Statement) => unknown): unknown {
    try {
      return read(this.statement(sql));
    } catch (error) {
      this.statements.delete(sql);
      throw error;
    }
  }

  private statement(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}

/** True when an insert met a row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');
}
