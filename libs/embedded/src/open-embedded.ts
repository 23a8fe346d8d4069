import type { Backend } from '#ports/backend.js';
import type { Clock } from '#ports/clock.port.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';

export interface EmbeddedOptions {
  /** Folder of the database; made when missing. `:memory:` keeps everything in memory. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** Where mail goes; absent: the built-in catcher. */
  readonly smtpUrl?: string;
  readonly catcherPort: number;
  /** Threads for text work; 0 runs it in slices on the calling thread. */
  readonly textThreads: number;
}

/** Opens every adapter of the embedded profile on one SQLite file. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Backend> {
  const memory = options.dataDir === ':memory:';
  if (!memory) mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const database = Database.open(memory ? ':memory:' : join(options.dataDir, 'courant.sqlite'));
  throw new Error(`no adapters on ${String(database)} yet`);
}
