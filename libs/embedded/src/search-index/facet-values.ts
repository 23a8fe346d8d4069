import { FACETS, type Facet } from '#contracts/search.js';
import { fold } from '#text/fold.js';
import { tokenise } from '#text/tokenise.js';
import type { Database } from '../database.js';

/** A value of a facet by its number, with how many articles hold it. */
export interface FacetValue {
  readonly id: number;
  readonly facet: Facet;
  readonly value: string;
  readonly articles: number;
}

interface Row {
  value_id: number;
  facet: Facet;
  value: string;
}

/** Facets whose values are suggested while typing. */
const SUGGESTED: ReadonlySet<Facet> = new Set<Facet>(['tag', 'person', 'place']);
const ROWS_AT_ONCE = 5_000;
const REMEMBERED = 20_000;
const LONGEST_BEGINNING = 60;
const SCANNED_BEGINNINGS = 300;

/** Numbers for the values of facets; in memory are only their facets and counts, the values themselves stay in the file. */
export class FacetValues {
  private facets = new Uint8Array(1_024);
  private counts = new Uint32Array(1_024);
  private top = 0;
  private readonly numbers = new Map<string, number>();
  private readonly rows = new Map<number, Row>();

  constructor(private readonly database: Database) {}

  async load(pause: () => Promise<void>): Promise<void> {
    const sql = 'SELECT value_id, facet FROM search_values WHERE value_id > ? ORDER BY value_id LIMIT ?';
    for (let last: number | undefined = 0; last !== undefined; await pause()) {
      const rows: Row[] = this.database.all<Row>(sql, last, ROWS_AT_ONCE);
      for (const { value_id, facet } of rows) this.enter(value_id, facet);
      last = rows.at(-1)?.value_id;
    }
  }

  /** One more than the highest number. */
  get size(): number {
    return this.top + 1;
  }

  facetOf(id: number): Facet | undefined {
    return FACETS[this.facets[id] ?? FACETS.length];
  }

  count(ids: Iterable<number>, by: 1 | -1): void {
    for (const id of ids) this.counts[id] = (this.counts[id] ?? 0) + by;
  }

  find(facet: Facet, value: string): number | undefined {
    const key = `${facet} ${value}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const sql = 'SELECT value_id FROM search_values WHERE facet = ? AND value = ?';
    const id = this.database.get<Row>(sql, facet, value)?.value_id;
    if (id !== undefined) this.remember(key, id);
    return id;
  }

  /** The number of a value, given now when it has none; belongs into the transaction that uses it. */
  numberOf(facet: Facet, value: string): number {
    const known = this.find(facet, value);
    if (known !== undefined) return known;
    this.database.run('INSERT INTO search_values (facet, value) VALUES (?, ?)', facet, value);
    const id = this.database.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
    if (SUGGESTED.has(facet)) this.keepBeginnings(id, value);
    this.remember(`${facet} ${value}`, id);
    this.enter(id, facet);
    return id;
  }

  /** Forgets numbers whose transaction was undone. */
  forgetNumbers(): void {
    this.numbers.clear();
    this.rows.clear();
  }

  /** The values with these numbers; the ones asked for often are remembered. */
  named(ids: readonly number[]): FacetValue[] {
    const missing = ids.filter((id) => !this.rows.has(id));
    if (this.rows.size + missing.length > REMEMBERED) this.rows.clear();
    for (const row of this.read(this.rows.size === 0 ? ids : missing)) this.rows.set(row.value_id, row);
    return ids.flatMap((id) => this.rows.get(id) ?? []).map((row) => this.valueOf(row));
  }

  private read(ids: readonly number[]): Row[] {
    if (ids.length === 0) return [];
    const sql = `SELECT value_id, facet, value FROM search_values WHERE value_id IN (SELECT value FROM json_each(?))`;
    return this.database.all<Row>(sql, JSON.stringify(ids));
  }

  /** The values most used that begin so, or have a word that does; of tags, people and places. */
  beginningWith(beginning: string, limit: number): FacetValue[] {
    const from = fold(beginning);
    const sql = `SELECT DISTINCT value_id, facet, value FROM search_value_beginnings JOIN search_values USING (value_id)
      WHERE beginning >= ?1 AND beginning < ?1 || char(1114111) LIMIT ${SCANNED_BEGINNINGS}`;
    return this.database
      .all<Row>(sql, from)
      .map((row) => this.valueOf(row))
      .filter(({ articles }) => articles > 0)
      .sort((left, right) => right.articles - left.articles || (left.value < right.value ? -1 : 1))
      .slice(0, limit);
  }

  private keepBeginnings(id: number, value: string): void {
    const sql = 'INSERT OR IGNORE INTO search_value_beginnings (beginning, value_id) VALUES (?, ?)';
    for (const { start } of tokenise(value).slice(0, 8)) {
      this.database.run(sql, fold(value.slice(start)).slice(0, LONGEST_BEGINNING), id);
    }
  }

  private valueOf({ value_id, facet, value }: Row): FacetValue {
    return { id: value_id, facet, value, articles: this.counts[value_id] ?? 0 };
  }

  private enter(id: number, facet: Facet): void {
    if (id >= this.facets.length) {
      const size = Math.max(id + 1, this.facets.length * 2);
      const [facets, counts] = [new Uint8Array(size), new Uint32Array(size)];
      facets.set(this.facets);
      counts.set(this.counts);
      [this.facets, this.counts] = [facets, counts];
    }
    this.facets[id] = FACETS.indexOf(facet);
    this.top = Math.max(this.top, id);
  }

  private remember(key: string, id: number): void {
    if (this.numbers.size >= REMEMBERED) this.numbers.clear();
    this.numbers.set(key, id);
  }
}
