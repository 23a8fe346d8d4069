import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';

const OF_OTHERS = 0o077;
const JOURNALS = ['-wal', '-shm'];

/**
 * Makes the file if it is missing and closes it, with its journals, to everyone but its owner: it holds secrets of sources and
 * addresses of subscribers. New journals take over who may read it.
 */
export function keepForOwner(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, ...JOURNALS.map((ending) => path + ending)]) if (existsSync(file)) closeToOthers(file);
}

function closeToOthers(file: string): void {
  const { mode } = statSync(file);
  if ((mode & OF_OTHERS) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // Some file systems keep no modes, and who does not own a file cannot close it: the folder has to.
    if (!isNotAllowed(error)) throw error;
  }
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'EROFS'].includes(String(error.code));
}
