import type { Database } from '../database.js';
import { isOfTheFile } from '../file-error.js';

/** Nothing is merged until so long after the last writing. */
const QUIET_MS = 2_000;
const PAUSE_MS = 40;
/** About two milliseconds. */
const PAGES_AT_ONCE = 16;
const MERGE = `INSERT INTO search_terms (search_terms, rank) VALUES ('merge', ${PAGES_AT_ONCE})`;
/** A merge that had nothing to do changes less; told so by FTS5. */
const LEAST_CHANGES = 2;

/**
 * Merges the segments that writings leave of the terms, in short steps while nothing is written. Each term of a query is
 * looked up in every segment: after a backlog that takes twice as long as in a few of them.
 */
export class TermsMerger {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly quietMs = QUIET_MS,
  ) {}

  /** To be called when something was written, and once at the start. */
  waitForQuiet(): void {
    this.goOnIn(this.quietMs);
  }

  private goOnIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.step(), milliseconds).unref();
  }

  private step(): void {
    if (!this.database.isOpen) return;
    try {
      const before = this.changes();
      this.database.run(MERGE);
      if (this.changes() - before >= LEAST_CHANGES) this.goOnIn(PAUSE_MS);
    } catch (error) {
      if (!isOfTheFile(error)) throw error;
      this.waitForQuiet();
    }
  }

  private changes(): number {
    return this.database.get<{ changes: number }>('SELECT total_changes() AS changes')?.changes ?? 0;
  }
}
