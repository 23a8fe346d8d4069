/** Installs and builds what is missing or stale; quiet and quick when nothing is. Uses Node and npm alone. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The engines that tests start are built too, since benches start them. */
const sources = ['apps', 'libs', 'bench', join('test', 'engines')];
const built = join(root, 'dist');
const sourceStamp = join(built, '.sources');
const installStamp = join(root, 'node_modules', '.courant-lock');

function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}\n`);
  throw new Error(`${command} ${args.join(' ')} failed`, { cause: result.error });
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const isCode = (path) => /\.tsx?$/.test(path);
const isSpec = (path) => /\.spec\.tsx?$/.test(path);

function sourceFiles() {
  return sources
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [...filesBelow(folder)])
    .filter((path) => !isSpec(path));
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stampIs = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (stampIs(installStamp, lock)) return;
  process.stderr.write('Installing packages (first run, about a minute) ...\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, lock);
}

function compile() {
  const paths = sourceFiles();
  const stamp = fingerprint([...paths, join(root, '.swcrc'), join(root, 'nest-cli.json')]);
  if (stampIs(sourceStamp, stamp)) return;
  process.stderr.write('Building ...\n');
  rmSync(built, { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build', 'newsroom']);
  for (const path of paths.filter((candidate) => !isCode(candidate) && !candidate.endsWith('.mjs'))) {
    const target = join(built, relative(root, path));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
  writeFileSync(sourceStamp, stamp);
}

/** Makes node_modules and dist current. */
export function prepare() {
  install();
  compile();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) prepare();
