import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-file.js';

export interface MadeEnv {
  readonly variables: Readonly<Record<string, string>>;
  readonly mode: number;
}

/** What `node deploy/make-env.mjs` writes, read as compose reads it. */
export function madeEnv(...flags: string[]): MadeEnv {
  const folder = mkdtempSync(join(tmpdir(), 'courant-env-'));
  try {
    const file = join(folder, '.env');
    runMakeEnv(`--file=${file}`, ...flags);
    return { variables: readEnv(readFileSync(file, 'utf8')), mode: statSync(file).mode & 0o777 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function runMakeEnv(...flags: string[]): string {
  const script = join(projectRoot, 'deploy', 'make-env.mjs');
  return execFileSync(process.execPath, [script, ...flags], { encoding: 'utf8', stdio: 'pipe' });
}

function readEnv(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`not a line of an env file: ${line}`);
      return [name, /^'.*'$/.test(value) ? value.slice(1, -1) : value];
    }),
  );
}
