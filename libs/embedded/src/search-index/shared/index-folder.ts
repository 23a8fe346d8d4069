import type { Clock } from '#ports/clock.port.js';
import type { TextPool } from '#text/worker/text-pool.js';
import { join } from 'node:path';

/** Where a shared index is, and what it is opened with. */
export interface IndexFolder {
  readonly folder: string;
  readonly clock: Clock;
  readonly textPool: TextPool;
}

/** Where the process that has the index of a folder open is asked. */
export const socketPathOf = (folder: string): string => join(folder, 'index.sock');
