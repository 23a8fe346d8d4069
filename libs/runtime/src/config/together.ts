import type { ServiceName } from '#contracts/cloud-event.js';
import { SERVICES, type Settings } from './settings.js';
import type { VariableName, VariableValues } from './variables.js';

/** The engine of searches: the one chosen, else the profile's. */
export function searchEngineOf(values: VariableValues): Settings['searchEngine'] {
  return values.COURANT_SEARCH_ENGINE ?? (values.COURANT_PROFILE === 'embedded' ? 'sqlite' : 'meilisearch');
}

/** What is wrong between variables that are right each by itself. */
export function mistakesTogether(values: VariableValues, services: readonly ServiceName[]): string[] {
  const missing = (names: readonly VariableName[], why: string): string[] =>
    names.filter((name) => isUnset(values[name])).map((name) => `${name}: ${why}`);
  const together = (names: readonly VariableName[], family: string): string[] => {
    const unset = missing(names, `needed with the other ${family} variables`);
    return unset.length === names.length ? [] : unset;
  };
  return [
    ...together(['COURANT_DKIM_DOMAIN', 'COURANT_DKIM_SELECTOR', 'COURANT_DKIM_PRIVATE_KEY'], 'COURANT_DKIM_'),
    ...together(['COURANT_KAFKA_USERNAME', 'COURANT_KAFKA_PASSWORD'], 'COURANT_KAFKA_ login'),
    ...(searchEngineOf(values) === 'meilisearch'
      ? missing(['COURANT_MEILI_URL'], 'needed where Meilisearch is the search engine (COURANT_SEARCH_ENGINE)')
      : []),
    ...(values.COURANT_PROFILE === 'distributed' ? distributedMistakes(values, missing, services) : []),
  ];
}

/** Processes that make secrets of their own would not take each other's links and tokens. */
function distributedMistakes(
  values: VariableValues,
  missing: (names: readonly VariableName[], why: string) => string[],
  services: readonly ServiceName[],
): string[] {
  const divided = services.length < SERVICES.length;
  return [
    ...missing(
      ['COURANT_KAFKA_BROKERS', 'COURANT_MONGO_URL', 'COURANT_REDIS_URL'],
      'needed by the distributed profile (COURANT_PROFILE)',
    ),
    ...missing(
      ['COURANT_ADMIN_TOKEN', 'COURANT_SECRET'],
      'needed by the distributed profile, with the same value in every process',
    ),
    ...(divided
      ? missing(['COURANT_PUBLIC_URL'], 'needed by the distributed profile: the one address of all its processes')
      : []),
    ...(searchEngineOf(values) === 'sqlite' && values.COURANT_DATA_DIR === ':memory:'
      ? ['COURANT_DATA_DIR: must be a folder, which the processes of search and operations share']
      : []),
  ];
}

const isUnset = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);
