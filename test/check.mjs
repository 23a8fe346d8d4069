/** `npm run check`: format, lint, types, arrows, unused exports, generated files. Every failure is shown, not only the first. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../apps/newsroom/build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
prepare();
const bin = (name) => join(root, 'node_modules', '.bin', name);
const checks = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['lint', bin('eslint'), ['--max-warnings', '0', '.']],
  ['types', bin('tsc'), ['--noEmit']],
  [
    'arrows',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', 'apps', 'libs', 'test', 'bench'],
  ],
  ['unused', bin('knip'), ['--no-progress']],
  ['generated', process.execPath, [join(root, 'dist', 'apps', 'newsroom', 'src', 'write-reference.js'), '--check']],
];
const failed = checks.filter(([name, command, args]) => {
  const began = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
