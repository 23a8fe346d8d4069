import { statSync } from 'node:fs';
import type { CheckpointRequest } from './checkpoint-server.js';

/** The end of a port or of a thread that requests go into. */
export interface CheckpointPort {
  postMessage(request: CheckpointRequest): void;
  on(event: 'message' | 'error' | 'exit' | 'close', listener: () => void): unknown;
}

/** Commits between two looks at the size of the log. */
const LOOK_EVERY = 32;
/** A log of this size is taken over; also what SQLite cuts its file back to, so that the size tells how full it is. */
export const LOG_BYTES = 4 * 1024 * 1024;

/**
 * Has the write-ahead log of a database taken over at the other end of a port, so that no commit has to wait for it. The port is
 * opened when the log first outgrows its size, and again after the other end died; with few changes there is none.
 */
export class Checkpoints {
  private port: CheckpointPort | undefined;
  private commits = 0;
  private isBusy = false;
  private ended: () => void = () => undefined;

  constructor(
    private readonly path: string,
    private readonly open: () => CheckpointPort,
  ) {}

  /** To be called after each commit. */
  committed(): void {
    this.commits += 1;
    if (this.commits % LOOK_EVERY !== 0 || this.isBusy || !this.isLarge()) return;
    this.isBusy = true;
    this.port ??= this.opened();
    this.port.postMessage('checkpoint');
  }

  /** Resolves when the other end has let the database go. */
  async close(): Promise<void> {
    const { port } = this;
    if (port === undefined) return;
    await new Promise<void>((ended) => {
      this.ended = ended;
      port.postMessage('end');
    });
  }

  private isLarge(): boolean {
    const log = statSync(`${this.path}-wal`, { throwIfNoEntry: false });
    return log !== undefined && log.size > LOG_BYTES;
  }

  private opened(): CheckpointPort {
    const port = this.open();
    const free = (): void => {
      this.isBusy = false;
    };
    const gone = (): void => {
      if (this.port === port) this.port = undefined;
      free();
      this.ended();
    };
    port.on('message', free);
    port.on('error', free);
    port.on('exit', gone);
    port.on('close', gone);
    return port;
  }
}
