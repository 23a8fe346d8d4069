import { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { readVariables, type Environment } from './environment.js';
import { readFlags, type Flags } from './flags.js';
import { localUrl } from './local-url.js';
import { keptSecret, type KeptSecret } from './kept-secret.js';
import type { DkimSettings } from './settings.js';
import type { VariableValues } from './variables.js';

/**
 * Reads environment and command line into a Config; throws ConfigError naming every mistake at once.
 * Secrets that are not given are read from the data folder, or made there unless this is only a check.
 */
export function loadConfig(env: Environment, argv: readonly string[] = []): Config {
  const mistakes: string[] = [];
  const flags = readFlags(argv, mistakes);
  const values = readVariables(env, mistakes);
  const dkim = dkimOf(values, mistakes);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return assemble(values, flags, dkim);
}

function assemble(values: VariableValues, flags: Flags, dkim: DkimSettings | undefined): Config {
  const onlyLooking = flags.checkConfig || flags.printConfig;
  const keep = (given: string | undefined, name: string): KeptSecret => {
    if (given !== undefined) return { value: given, isNew: false };
    return onlyLooking ? { value: '', isNew: false } : keepIn(values.COURANT_DATA_DIR, name);
  };
  const token = keep(values.COURANT_ADMIN_TOKEN, 'admin-token');
  return new Config({
    profile: values.COURANT_PROFILE,
    services: flags.services ?? values.COURANT_SERVICES,
    namespace: values.COURANT_NAMESPACE,
    dataDir: values.COURANT_DATA_DIR,
    httpHost: values.COURANT_HTTP_HOST,
    httpPort: values.COURANT_HTTP_PORT,
    publicUrl: values.COURANT_PUBLIC_URL ?? localUrl(values.COURANT_HTTP_HOST, values.COURANT_HTTP_PORT),
    kafkaBrokers: values.COURANT_KAFKA_BROKERS,
    mongoUrl: values.COURANT_MONGO_URL,
    redisUrl: values.COURANT_REDIS_URL,
    meiliUrl: values.COURANT_MEILI_URL,
    meiliKey: values.COURANT_MEILI_KEY,
    smtpUrl: values.COURANT_SMTP_URL,
    catcherPort: values.COURANT_CATCHER_PORT,
    mailFrom: values.COURANT_MAIL_FROM,
    dkim,
    adminToken: token.value,
    adminTokenIsNew: token.isNew,
    secret: keep(values.COURANT_SECRET, 'secret').value,
    logLevel: values.COURANT_LOG_LEVEL,
    telemetryUrl: values.COURANT_TELEMETRY_URL,
    textThreads: values.COURANT_TEXT_THREADS,
    demo: flags.demo,
  });
}

function keepIn(dataDir: string, name: string): KeptSecret {
  try {
    return keptSecret(dataDir, name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`COURANT_DATA_DIR: cannot be used (${reason})`]);
  }
}

function dkimOf(values: VariableValues, mistakes: string[]): DkimSettings | undefined {
  const { COURANT_DKIM_DOMAIN: domain, COURANT_DKIM_SELECTOR: selector, COURANT_DKIM_PRIVATE_KEY: privateKey } = values;
  if (domain !== undefined && selector !== undefined && privateKey !== undefined)
    return { domain, selector, privateKey };
  const missing = Object.entries({
    COURANT_DKIM_DOMAIN: domain,
    COURANT_DKIM_SELECTOR: selector,
    COURANT_DKIM_PRIVATE_KEY: privateKey,
  }).filter(([, value]) => value === undefined);
  if (missing.length < 3)
    mistakes.push(...missing.map(([name]) => `${name}: needed with the other COURANT_DKIM_ variables`));
  return undefined;
}
