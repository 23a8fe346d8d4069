import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeptSecret {
  readonly value: string;
  readonly isNew: boolean;
}

/** The secret kept under `name` in the data folder; made at the first start, readable by the owner alone. */
export function keptSecret(dataDir: string, name: string): KeptSecret {
  if (dataDir === ':memory:') return { value: newSecret(), isNew: true };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  const kept = readKept(path);
  if (kept !== undefined) return { value: kept, isNew: false };
  const value = newSecret();
  writeFileSync(path, `${value}\n`, { mode: 0o600, flush: true });
  return { value, isNew: true };
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** An empty file is what a crash at the first start leaves; it counts as none. */
function readKept(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined;
}
