import { z } from 'zod';
import { SEARCH_ENGINES } from './settings.js';
import { flag, integer, list, secret, url } from './value-forms.js';
import { unset, variable } from './variable.js';

/** Where the engines of the distributed profile are and how their data is laid out. */
export const ENGINE_VARIABLES = {
  COURANT_KAFKA_BROKERS: variable<string[]>({
    schema: list,
    whenUnset: () => [],
    defaultText: 'needed by `distributed`',
    meaning: 'Brokers (`host:port`, with commas between) of the distributed profile.',
  }),
  COURANT_KAFKA_TLS: variable({
    schema: flag,
    whenUnset: false,
    meaning: '`true`: the brokers are spoken to over TLS.',
  }),
  COURANT_KAFKA_USERNAME: variable({
    schema: z.string().min(1).max(255),
    whenUnset: unset,
    meaning: 'User at the brokers (SCRAM-SHA-512); needs the password too.',
  }),
  COURANT_KAFKA_PASSWORD: variable({
    schema: secret(1),
    whenUnset: unset,
    secret: true,
    meaning: 'Password at the brokers; needs the user too.',
  }),
  COURANT_KAFKA_PARTITIONS: variable({
    schema: integer(1, 1_000),
    whenUnset: 12,
    meaning:
      'Partitions of the topics of articles and stages when they are made; as many processes of a service can share its work. A topic that exists stays as it is.',
  }),
  COURANT_KAFKA_RETENTION_DAYS: variable({
    schema: integer(1, 3_650),
    whenUnset: 30,
    meaning:
      'Days that events of articles and stages are kept when their topics are made. The newest version of every article is kept for ever.',
  }),
  COURANT_KAFKA_REPLICAS: variable({
    schema: integer(1, 15),
    whenUnset: unset,
    defaultText: 'what the brokers do',
    meaning: 'Copies of every partition when topics are made; 3 lets a broker fail without loss.',
  }),
  COURANT_KAFKA_SESSION_SECONDS: variable({
    schema: integer(6, 300),
    whenUnset: 30,
    meaning:
      'Seconds without a sign of life after which a process is taken for dead and others go on with its partitions; the brokers must allow it (`group.min.session.timeout.ms`).',
  }),
  COURANT_MONGO_URL: variable({
    schema: url('mongodb:', 'mongodb+srv:'),
    whenUnset: unset,
    defaultText: 'needed by `distributed`',
    secret: true,
    meaning: 'MongoDB of the distributed profile.',
  }),
  COURANT_REDIS_URL: variable({
    schema: url('redis:', 'rediss:'),
    whenUnset: unset,
    defaultText: 'needed by `distributed`',
    secret: true,
    meaning: 'Redis of the distributed profile.',
  }),
  COURANT_SEARCH_ENGINE: variable({
    schema: z.enum(SEARCH_ENGINES, `must be one of ${SEARCH_ENGINES.join(', ')}`),
    whenUnset: unset,
    defaultText: '`sqlite` in `embedded`, `meilisearch` in `distributed`',
    meaning:
      'What answers searches, in either profile. `sqlite`: a file in the data folder; in the distributed profile the processes of search and operations share that folder on one machine. `meilisearch`: a server of its own.',
  }),
  COURANT_MEILI_URL: variable({
    schema: url('http:', 'https:'),
    whenUnset: unset,
    defaultText: 'needed by `meilisearch`',
    meaning: 'Meilisearch, where it is the search engine.',
  }),
  COURANT_MEILI_KEY: variable({
    schema: secret(1),
    whenUnset: unset,
    secret: true,
    meaning:
      'Key for Meilisearch. May search, write, make, set, swap and delete the indexes `<namespace>_articles` and `<namespace>_articles_next`, and read tasks.',
  }),
};
