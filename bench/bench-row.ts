/** One measured figure beside the bound that the product promises and the reference measured in the same run. */
export interface BenchRow {
  /** What was measured, in one line: `accept 6 kB signed article, 64 connections`. */
  readonly name: string;
  readonly value: number;
  /** `ms`, `/s`, `MB`... */
  readonly unit: string;
  /** What the promise says: `p95 < 25 ms`, `>= 55 % of reference`. */
  readonly bound: string;
  readonly holds: boolean;
  /** What the figure is compared with, measured in this run. */
  readonly reference?: { readonly name: string; readonly value: number; readonly unit: string };
  /** Spread, sizes, what else ran. */
  readonly note?: string;
}

/** A figure that could not be taken here: no promise is broken, and none is shown to hold. */
export interface RowNotRun {
  readonly name: string;
  readonly bound: string;
  /** Why: `COURANT_MEILI_URL names no Meilisearch server`. */
  readonly notRun: string;
}

export type Row = BenchRow | RowNotRun;
