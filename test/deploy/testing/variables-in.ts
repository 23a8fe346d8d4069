import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectFile, projectRoot } from './project-file.js';

/** Names of variables of ours in files of the repository (folders with all they hold), each with the file that has it. */
export function variablesIn(...places: readonly string[]): Array<readonly [file: string, name: string]> {
  return places.flatMap(filesAt).flatMap((file) => {
    const names = projectFile(file).match(/\bCOURANT_[A-Z0-9_]*[A-Z0-9]\b/g) ?? [];
    return [...new Set(names)].map((name) => [file, name] as const);
  });
}

function filesAt(place: string): string[] {
  const root = join(projectRoot, place);
  if (!/^[^.]+$/.test(place)) return [place];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'secrets.env')
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
}
