import Libsql from 'libsql';
import type { MessagePort } from 'node:worker_threads';

/** Frames in the log from which on the writer is made to begin it anew; below, it does so by itself before long. */
const MANY_FRAMES = 8_000;
const WAIT_MS = 200;

/**
 * Takes what stands in the write-ahead log of a database over into it whenever it is asked, on a connection of its own, and
 * answers each time; what kept it from doing so is tried again when it is asked next.
 */
export function serveCheckpoints(port: MessagePort, path: string): void {
  const connection = new Libsql(path);
  connection.pragma(`busy_timeout = ${WAIT_MS}`);
  const checkpoint = (mode: 'PASSIVE' | 'RESTART'): number => {
    const { log } = connection.prepare(`PRAGMA wal_checkpoint(${mode})`).get([]) as { log: number };
    return log;
  };
  port.on('message', (request: 'checkpoint' | 'end') => {
    if (request === 'end') {
      connection.close();
      port.close();
      return;
    }
    try {
      if (checkpoint('PASSIVE') > MANY_FRAMES) checkpoint('RESTART');
      port.postMessage('done');
    } catch (error) {
      port.postMessage(error instanceof Error ? error.message : String(error));
    }
  });
}
