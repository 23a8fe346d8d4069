import type { Movable } from './movable.port.js';
import type { MovedKind, MovedRows } from './moved-rows.js';

export type Movables = { readonly [Kind in MovedKind]: Movable<MovedRows[Kind]> };

/** An installation at rest, opened to be copied from or to. */
export interface MovableStore {
  readonly kinds: Movables;
  /** How many facts of subscribers wait for the log; they are not moved. */
  subscriberFacts(): Promise<number>;
  /** When everything was moved from here to elsewhere; undefined while this is where it is. */
  leftAt(): Promise<Date | undefined>;
  setLeft(at: Date | undefined): Promise<void>;
  close(): Promise<void>;
}
