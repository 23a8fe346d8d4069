import type { ServiceName } from '#contracts/cloud-event.js';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { readFlags } from './flags.js';
import { loadConfig } from './load-config.js';
import { printedConfig } from './printed-config.js';
import { processEnvironment } from './process-environment.js';

/**
 * The configuration of this process: its environment, `courant.env` of the working folder beneath it, and its flags.
 * A process that is made for one service runs that one, whatever is said of services.
 * Ends the process where a start cannot follow: `--check-config` and `--print-config` with 0, a mistake with 2.
 */
export function processConfig(service?: ServiceName): Config {
  const argv = [...process.argv.slice(2), ...(service === undefined ? [] : [`--services=${service}`])];
  try {
    const config = loadConfig(processEnvironment(), argv);
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
