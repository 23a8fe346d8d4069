import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The text of a file of the repository. */
export function projectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
