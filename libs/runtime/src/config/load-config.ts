import type { ServiceName } from '#contracts/cloud-event.js';
import { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { readVariables, type Environment } from './environment.js';
import { readFlags, type Flags } from './flags.js';
import { httpPortOf, localUrl } from './local-url.js';
import { keptSecret, type KeptSecret } from './kept-secret.js';
import type { DkimSettings, KafkaSettings } from './settings.js';
import { mistakesTogether, searchEngineOf } from './together.js';
import type { VariableValues } from './variables.js';

/**
 * Reads environment and command line into a Config; throws ConfigError naming every mistake at once.
 * Secrets that are not given are read from the data folder, or made there unless this is only a check.
 */
export function loadConfig(env: Environment, argv: readonly string[] = []): Config {
  const mistakes: string[] = [];
  const flags = readFlags(argv, mistakes);
  const values = readVariables(env, mistakes);
  const services = flags.services ?? values.COURANT_SERVICES;
  const known = new Set(mistakes.map(nameIn));
  mistakes.push(...mistakesTogether(values, services).filter((mistake) => !known.has(nameIn(mistake))));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return assemble(values, services, flags);
}

const nameIn = (mistake: string): string => mistake.split(':')[0] ?? '';

function assemble(values: VariableValues, services: readonly ServiceName[], flags: Flags): Config {
  const onlyLooking = flags.checkConfig || flags.printConfig;
  const keep = (given: string | undefined, name: string): KeptSecret => {
    if (given !== undefined) return { value: given, isNew: false };
    return onlyLooking ? { value: '', isNew: false } : keepIn(values.COURANT_DATA_DIR, name);
  };
  const httpPort = httpPortOf(values, services);
  const token = keep(values.COURANT_ADMIN_TOKEN, 'admin-token');
  return new Config({
    profile: values.COURANT_PROFILE,
    services,
    namespace: values.COURANT_NAMESPACE,
    dataDir: values.COURANT_DATA_DIR,
    httpHost: values.COURANT_HTTP_HOST,
    httpPort,
    publicUrl: values.COURANT_PUBLIC_URL ?? localUrl(values.COURANT_HTTP_HOST, httpPort),
    trustedProxies: values.COURANT_TRUSTED_PROXIES,
    kafka: kafkaOf(values),
    mongoUrl: values.COURANT_MONGO_URL,
    redisUrl: values.COURANT_REDIS_URL,
    searchEngine: searchEngineOf(values),
    meiliUrl: values.COURANT_MEILI_URL,
    meiliKey: values.COURANT_MEILI_KEY,
    smtpUrl: values.COURANT_SMTP_URL,
    catcherPort: values.COURANT_CATCHER_PORT,
    mailFrom: values.COURANT_MAIL_FROM,
    dkim: dkimOf(values),
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

function kafkaOf(values: VariableValues): KafkaSettings {
  const { COURANT_KAFKA_USERNAME: username, COURANT_KAFKA_PASSWORD: password } = values;
  return {
    brokers: values.COURANT_KAFKA_BROKERS,
    tls: values.COURANT_KAFKA_TLS,
    login: username === undefined || password === undefined ? undefined : { username, password },
    partitions: values.COURANT_KAFKA_PARTITIONS,
    retentionDays: values.COURANT_KAFKA_RETENTION_DAYS,
    replicas: values.COURANT_KAFKA_REPLICAS,
    sessionSeconds: values.COURANT_KAFKA_SESSION_SECONDS,
  };
}

function dkimOf(values: VariableValues): DkimSettings | undefined {
  const { COURANT_DKIM_DOMAIN: domain, COURANT_DKIM_SELECTOR: selector, COURANT_DKIM_PRIVATE_KEY: privateKey } = values;
  if (domain === undefined || selector === undefined || privateKey === undefined) return undefined;
  return { domain, selector, privateKey };
}
