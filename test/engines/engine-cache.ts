import { projectRoot } from '#runtime/testing/project-root.js';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(projectRoot(), 'node_modules', '.cache', 'courant-engines');

/**
 * The folder of an engine, made by `make` when nothing made of the same inputs is there yet. It appears whole or not at all,
 * also when several processes make it at once.
 */
export async function cachedEngine(
  name: string,
  inputs: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const version = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, `${name}-unfinished-`));
  try {
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
