import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.js';

const LOW_SPACE = 1024 ** 3;
const GROUP_AND_OTHERS = 0o077;

/** Whether the folder is there, can be written, has room and keeps its secrets. */
export function examineDataFolder(dataDir: string): Finding[] {
  const name = 'data folder';
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
  } catch {
    return [
      {
        name,
        state: 'warning',
        detail: `${dataDir} is not here or not writable; right only if the server runs elsewhere`,
      },
    ];
  }
  return [space(dataDir), ...['admin-token', 'secret'].flatMap((file) => privacy(dataDir, file))];
}

function space(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const detail = `${dataDir}, ${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return { name: 'data folder', state: free < LOW_SPACE ? 'warning' : 'ok', detail };
}

function privacy(dataDir: string, file: string): Finding[] {
  const path = join(dataDir, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || process.platform === 'win32') return [];
  const open = (stat.mode & GROUP_AND_OTHERS) !== 0;
  return open ? [{ name: file, state: 'failed', detail: `others may read ${path}; run chmod 600` }] : [];
}
