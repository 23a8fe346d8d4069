import type { Backend, Engine } from '#ports/backend.js';
import { openSearch, type OpenedSearch } from './open-search.js';
import type { ProfileParts } from './profile-parts.js';

/** So that a few may get lost. */
const BEATS_OF_A_SESSION = 10;

/** Opens every adapter of the profile that is configured; loads nothing of the other. */
export function openProfile(parts: ProfileParts): Promise<Backend> {
  return parts.config.profile === 'embedded' ? openOnOneFile(parts) : openOverEngines(parts);
}

async function openOnOneFile(parts: ProfileParts): Promise<Backend> {
  const { config, clock, textPool } = parts;
  const { openEmbedded } = await import('#embedded/open-embedded.js');
  const { dataDir, catcherPort, smtpUrl, searchEngine } = config;
  const threads = config.textThreads > 0;
  const options = {
    dataDir,
    clock,
    catcherPort,
    textPool,
    threads,
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
  };
  if (searchEngine === 'sqlite') return openEmbedded(options);
  const search = await openSearch(parts);
  const backend = await openEmbedded({ ...options, searchIndex: search.searchIndex });
  return { ...backend, engines: enginesOf(search), close: () => closeBoth(backend, search) };
}

const enginesOf = ({ engine }: OpenedSearch): Engine[] => (engine === undefined ? [] : [engine]);

async function closeBoth(backend: Backend, search: OpenedSearch): Promise<void> {
  await backend.close();
  await search.close();
}

async function openOverEngines(parts: ProfileParts): Promise<Backend> {
  const catcher = await openCatcher(parts);
  const search = await openSearch(parts);
  try {
    const engines = await openEngines(parts);
    return {
      ...engines,
      searchIndex: search.searchIndex,
      mailCatcher: catcher.mailCatcher,
      engines: [...engines.engines, ...enginesOf(search)],
      close: async () => {
        await engines.close();
        await Promise.all([search.close(), catcher.close()]);
      },
    };
  } catch (error) {
    await Promise.all([search.close(), catcher.close()]);
    throw error;
  }
}

async function openEngines({ config, clock, logger }: ProfileParts) {
  const { openDistributed } = await import('#distributed/open-distributed.js');
  const { kafka, namespace, mongoUrl = '', redisUrl = '' } = config;
  const { partitions, retentionDays, replicas, login } = kafka;
  const sessionMs = kafka.sessionSeconds * 1_000;
  return openDistributed({
    kafka: {
      brokers: kafka.brokers,
      ssl: kafka.tls,
      ...(login === undefined ? {} : { sasl: { mechanism: 'scram-sha-512' as const, ...login } }),
      layout: { partitions, retentionDays, ...(replicas === undefined ? {} : { replicationFactor: replicas }) },
      timing: { sessionMs, heartbeatMs: sessionMs / BEATS_OF_A_SESSION },
    },
    ...{ mongoUrl, redisUrl, namespace, clock },
    trouble: (what, error) => logger.warn({ err: error }, what),
  });
}

/** Mail that has nowhere to go is caught where operations looks at it. */
async function openCatcher({ config, clock }: ProfileParts) {
  const catches = config.smtpUrl === undefined && config.services.includes('operations');
  if (!catches) return (await import('#embedded/mail-catcher/no-mail-catcher.js')).noMailCatcher();
  const { openMailCatcher } = await import('#embedded/mail-catcher/open-mail-catcher.js');
  return openMailCatcher(config.dataDir, clock, config.catcherPort);
}
