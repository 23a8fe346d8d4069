import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';
import { readFlags } from './flags.js';
import { loadConfig } from './load-config.js';
import { printedConfig } from './printed-config.js';

/**
 * The configuration of this process: its environment, `courant.env` of the working folder beneath it, and its flags.
 * Ends the process where a start cannot follow: `--check-config` and `--print-config` with 0, a mistake with 2.
 */
export function processConfig(): Config {
  const argv = process.argv.slice(2);
  try {
    const config = loadConfig({ ...environmentFile(), ...process.env }, argv);
    const flags = readFlags(argv, []);
    if (flags.printConfig) process.stdout.write(printedConfig(config));
    else if (flags.checkConfig) process.stdout.write('The configuration is right.\n');
    if (flags.printConfig || flags.checkConfig) process.exit(0);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

function environmentFile(): Environment {
  const path = resolve('courant.env');
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new ConfigError([`courant.env: cannot be read (${error instanceof Error ? error.message : String(error)})`]);
  }
}
