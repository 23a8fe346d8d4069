import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedEngine } from '../engine-cache.js';
import { ADAPTATIONS } from './adaptations.js';

const run = promisify(execFile);
const VERSION = 'v1.24.2';
const TAGS = 'ferretdb_no_postgresql,ferretdb_no_mysql,ferretdb_no_hana';
const OWN_FILES = ['main.go', 'go.mod', 'go.sum'];
/** These go into packages of FerretDB itself. */
const ADDED_FILES = {
  'elements.go': 'internal/backends/sqlite/metadata',
  'decoded.go': 'internal/backends/sqlite',
} as const;
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The program that speaks the MongoDB protocol; built once, in about a minute, with the Go toolchain. */
export async function buildFerretDb(): Promise<string> {
  const inputs = [
    VERSION,
    TAGS,
    JSON.stringify(ADAPTATIONS),
    ...[...OWN_FILES, ...Object.keys(ADDED_FILES)].map((name) => readFileSync(here(name), 'utf8')),
  ];
  const folder = await cachedEngine('ferretdb', inputs, build);
  return join(folder, 'ferretdb');
}

async function build(folder: string): Promise<void> {
  const go = async (...args: string[]): Promise<void> => {
    try {
      await run('go', args, { cwd: folder, env: { ...process.env, GOFLAGS: '-buildvcs=false' } });
    } catch (error) {
      throw new Error('FerretDB cannot be built; it needs Go 1.24 or later and its module proxy', { cause: error });
    }
  };
  for (const name of OWN_FILES) copyFileSync(here(name), join(folder, name));
  await go('mod', 'vendor');
  const module = join(folder, 'vendor/github.com/FerretDB/FerretDB');
  writeFileSync(join(module, 'build/version/version.txt'), VERSION);
  for (const [name, inside] of Object.entries(ADDED_FILES)) copyFileSync(here(name), join(module, inside, name));
  for (const { file, text, instead } of ADAPTATIONS) adapt(join(module, file), text, instead);
  await go('build', '-tags', TAGS, '-ldflags', '-s -w', '-o', 'ferretdb', '.');
  rmSync(join(folder, 'vendor'), { recursive: true });
}

function adapt(file: string, text: string, instead: string): void {
  const source = readFileSync(file, 'utf8');
  if (source.split(text).length !== 2) throw new Error(`${file} does not hold the text to be adapted exactly once`);
  writeFileSync(
    file,
    source.replace(text, () => instead),
  );
}
