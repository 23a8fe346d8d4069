import { statSync } from 'node:fs';
import { OtherEnd, type Port } from '../other-end.js';

/** Commits between two looks at the size of the log. */
const LOOK_EVERY = 32;
/** A log of this size is taken over; also what SQLite cuts its file back to, so that the size tells how full it is. */
export const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Has the write-ahead log of a database taken over at the other end of a port, so that no commit has to wait for it; the first
 * time when the log outgrows its size. With few changes the port is never opened.
 */
export class Checkpoints {
  private readonly server: OtherEnd<'checkpoint', unknown>;
  private commits = 0;
  private isBusy = false;

  constructor(
    private readonly path: string,
    open: () => Port<'checkpoint', unknown>,
  ) {
    const free = (): void => {
      this.isBusy = false;
    };
    this.server = new OtherEnd(open, { replied: free, gone: free });
  }

  /** To be called after each commit. */
  committed(): void {
    this.commits += 1;
    if (this.commits % LOOK_EVERY !== 0 || this.isBusy || !this.isLarge()) return;
    this.isBusy = true;
    this.server.send('checkpoint');
  }

  /** Resolves when the other end has let the database go. */
  close(): Promise<void> {
    return this.server.close();
  }

  private isLarge(): boolean {
    const log = statSync(`${this.path}-wal`, { throwIfNoEntry: false });
    return log !== undefined && log.size > LOG_BYTES;
  }
}
