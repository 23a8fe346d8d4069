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

/** A test of what real input does to us; where a set is not at hand, a skipped test says that it was not run. */
export function itOnDataSets<const Wanted extends readonly string[]>(
  name: string,
  wanted: Wanted,
  test: (...files: { [Index in keyof Wanted]: string }) => void,
): void {
  const files = wanted.map((path) => dataSet(path));
  const missing = wanted.filter((_, index) => files[index] === undefined);
  if (missing.length > 0) it.skip(`not run, for ${missing.join(' and ')} is not there: ${name}`, () => undefined);
  else it(name, () => test(...(files as { [Index in keyof Wanted]: string })));
}

/** The records of a file with one JSON document per line. */
export function readLines<Row>(file: string, read: (row: unknown) => Row): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => read(JSON.parse(line)));
}
