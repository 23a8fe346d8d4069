import { Movable, type MovablePage } from '#ports/moving/movable.port.js';
import type { Database } from '../database.js';

type Value = string | number | null;

/** Keys as a JSON list of lists. */
const WANTED = '(SELECT value AS wanted FROM json_each(?))';

/** How rows of one kind lie in tables. */
export interface SqliteRows<Row, Columns extends object> {
  readonly from: string;
  readonly columns: string;
  /** Columns that order the rows, none twice. */
  readonly order: readonly string[];
  /** Columns of what identifies a row, in the order of `keyOf`. */
  readonly key: readonly string[];
  keyOf(row: Row): ReadonlyArray<string | number>;
  read(columns: Columns): Row;
  /** Within a transaction. */
  write(row: Row): void;
  /** Within a transaction. */
  remove(row: Row): void;
}

/** Movable rows in SQLite; a call writes all it is given in one transaction. */
export class SqliteMovable<Row, Columns extends object> extends Movable<Row> {
  constructor(
    private readonly database: Database,
    private readonly rows: SqliteRows<Row, Columns>,
  ) {
    super();
  }

  async page(limit: number, after?: string): Promise<MovablePage<Row>> {
    const { from, columns, order } = this.rows;
    const names = order.join(', ');
    const place = after === undefined ? [] : (JSON.parse(after) as Value[]);
    const condition = after === undefined ? '' : `WHERE (${names}) > (${order.map(() => '?').join(', ')})`;
    const found = this.database.all<Columns & { readonly next_place: string }>(
      `SELECT ${columns}, json_array(${names}) AS next_place FROM ${from} ${condition} ORDER BY ${names} LIMIT ?`,
      ...place,
      limit,
    );
    const last = found.length < limit ? undefined : found.at(-1)?.next_place;
    return { rows: found.map((columns) => this.rows.read(columns)), ...(last === undefined ? {} : { next: last }) };
  }

  async counterparts(rows: readonly Row[]): Promise<Row[]> {
    const { from, columns, key } = this.rows;
    const same = key.map((column, index) => `${column} = wanted ->> ${index}`).join(' AND ');
    const keys = JSON.stringify(rows.map((row) => this.rows.keyOf(row)));
    return this.database
      .all<Columns>(`SELECT ${columns} FROM ${WANTED} CROSS JOIN ${from} WHERE ${same}`, keys)
      .map((columns) => this.rows.read(columns));
  }

  async put(rows: readonly Row[]): Promise<void> {
    this.database.transaction(() => {
      for (const row of rows) this.rows.write(row);
    });
  }

  async remove(rows: readonly Row[]): Promise<void> {
    this.database.transaction(() => {
      for (const row of rows) this.rows.remove(row);
    });
  }

  async count(): Promise<number> {
    return this.database.get<{ count: number }>(`SELECT count(*) AS count FROM ${this.rows.from}`)?.count ?? 0;
  }
}
