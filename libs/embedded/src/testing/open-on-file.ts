import type { OpenedPort } from '#ports/testing/opened-port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../database.js';

/** Opens an adapter on a file of its own, which goes with it; for contract suites. */
export async function openOnFile<Port>(adapter: (database: Database) => Port): Promise<OpenedPort<Port>> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-port-'));
  let database = Database.open(join(folder, 'port.sqlite'));
  return {
    port: adapter(database),
    reopen: async () => {
      database.close();
      database = Database.open(join(folder, 'port.sqlite'));
      return adapter(database);
    },
    close: async () => {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
