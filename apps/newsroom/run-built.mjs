/** Builds what is stale, then runs one built file of dist with the arguments that follow. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { prepare } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Runs dist/<file>; signals go to the child, its exit code becomes ours. */
export function runBuilt(file, args) {
  prepare();
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', file), ...args], {
    cwd: process.cwd(),
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
