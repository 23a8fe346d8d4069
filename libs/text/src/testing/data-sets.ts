import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = resolve(repository, process.env['COURANT_DATA_SETS'] ?? '../shared/data');

/** The path of a public test set, or nothing, said aloud, where it is not at hand. */
export function dataSet(...path: string[]): string | undefined {
  const full = join(folder, ...path);
  if (existsSync(full)) return full;
  process.stderr.write(`not run: the data set ${path.join('/')} is not there\n`);
  return undefined;
}

/** The records of a file with one JSON document per line. */
export function readLines<Row>(file: string, read: (row: unknown) => Row): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => read(JSON.parse(line)));
}
