import type { Movable } from './movable.port.js';
import type { MovedKind, MovedRows } from './moved-rows.js';

export type Movables = { readonly [Kind in MovedKind]: Movable<MovedRows[Kind]> };

/** What an installation remembers of a move; the other end has a note of the same id. */
export interface MoveNote {
  readonly id: string;
  /** Whether everything went from here or came here. */
  readonly end: 'origin' | 'target';
  readonly at: Date;
}

/** An installation at rest, opened to be copied from or to. */
export interface MovableStore {
  readonly kinds: Movables;
  /** How many facts of subscribers wait for the log; they are not moved. */
  subscriberFacts(): Promise<number>;
  /** Undefined where none was ever completed. */
  lastMove(): Promise<MoveNote | undefined>;
  /** What was begun is forgotten with it. */
  noteMove(note: MoveNote): Promise<void>;
  /** The last attempt of a move that is not completed yet; undefined where there is none. */
  begunMove(): Promise<MoveNote | undefined>;
  noteBegun(note: MoveNote): Promise<void>;
  close(): Promise<void>;
}
