import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error.js';
import { readVariables, type Environment } from './environment.js';
import { httpPortOf, localUrl } from './local-url.js';

/** What a command needs to speak to a running installation; nothing is made by looking. */
export interface ClientConfig {
  readonly url: string;
  readonly dataDir: string;
  /** From COURANT_ADMIN_TOKEN, else from the data folder; undefined when there is neither. */
  readonly adminToken: string | undefined;
  /** Where the distributed profile keeps what it keeps. */
  readonly mongoUrl: string | undefined;
  readonly namespace: string;
}

/** Reads the environment as the server does; throws ConfigError naming every mistake at once. */
export function clientConfig(env: Environment, chosen: { url?: string; dataDir?: string } = {}): ClientConfig {
  const mistakes: string[] = [];
  const values = readVariables(env, mistakes);
  if (chosen.url !== undefined && !/^https?:\/\//.test(chosen.url))
    mistakes.push('--url: must begin with http:// or https://');
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  const dataDir = chosen.dataDir ?? values.COURANT_DATA_DIR;
  return {
    url:
      chosen.url ??
      values.COURANT_PUBLIC_URL ??
      localUrl(values.COURANT_HTTP_HOST, httpPortOf(values, values.COURANT_SERVICES)),
    dataDir,
    adminToken: values.COURANT_ADMIN_TOKEN ?? keptToken(dataDir),
    mongoUrl: values.COURANT_MONGO_URL,
    namespace: values.COURANT_NAMESPACE,
  };
}

function keptToken(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, 'admin-token'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
