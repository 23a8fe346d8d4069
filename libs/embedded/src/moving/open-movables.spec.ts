import type { MovableStore } from '#ports/moving/movable-store.js';
import { movableContract } from '#ports/testing/movable.contract.js';
import type { OpenedPort } from '#ports/testing/opened-port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMovables } from './open-movables.js';

async function opened(): Promise<OpenedPort<MovableStore>> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-move-'));
  let port = await openMovables(folder);
  const opening = {
    port,
    reopen: async () => {
      await port.close();
      port = await openMovables(folder);
      opening.port = port;
      return port;
    },
    close: async () => {
      await port.close();
      rmSync(folder, { recursive: true });
    },
  };
  return opening;
}

describe('A data folder that is moved', () => movableContract(opened));
