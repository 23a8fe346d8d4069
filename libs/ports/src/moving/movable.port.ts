/** Some rows of one kind, and where the next ones begin; without `next` these are the last. */
export interface MovablePage<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/**
 * Everything of one kind that an installation keeps, to be moved to another one.
 *
 * - Pages go through every row once, in an order of the adapter's own that does not change while nobody writes.
 * - A row is as the other adapters give and take it: what `put` took, `page` and `counterparts` give back, equal as JSON.
 * - `put` is durable when it resolves, replaces what is kept under the same key and can be done again.
 * - Meant for an installation at rest: it does not compare revisions.
 */
export abstract class Movable<Row> {
  /** The next rows, after the place that a page named. */
  abstract page(limit: number, after?: string): Promise<MovablePage<Row>>;
  /** What is kept under the keys of these rows, in no particular order. */
  abstract counterparts(rows: readonly Row[]): Promise<readonly Row[]>;
  abstract put(rows: readonly Row[]): Promise<void>;
  /** Takes away what is kept under the keys of these rows. */
  abstract remove(rows: readonly Row[]): Promise<void>;
  abstract count(): Promise<number>;
}
