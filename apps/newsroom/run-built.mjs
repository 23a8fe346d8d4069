/** Builds what is stale, then runs one built file of dist with the arguments that follow. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { prepare } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stacks = join(root, 'dist', 'libs', 'runtime', 'src', 'telemetry', 'typescript-stacks.js');
/** As in the image: what has the C library give back memory that is free. */
const memory = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' };

/** Runs dist/<file>; signals go to the child, its exit code becomes ours. */
export function runBuilt(file, args) {
  prepare();
  const child = spawn(process.execPath, ['--import', pathToFileURL(stacks).href, join(root, 'dist', file), ...args], {
    cwd: process.cwd(),
    env: { ...memory, ...process.env },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Error('usage: run-built.mjs <file below dist> [arguments]');
  runBuilt(file, args);
}
