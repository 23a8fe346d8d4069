import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';

/** The environment of this process with `courant.env` of the working folder beneath it. */
export function processEnvironment(): Environment {
  return { ...environmentFile(), ...process.env };
}

function environmentFile(): Environment {
  const path = resolve('courant.env');
  if (!existsSync(path)) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError([`courant.env: cannot be read (${error instanceof Error ? error.message : String(error)})`]);
  }
}
