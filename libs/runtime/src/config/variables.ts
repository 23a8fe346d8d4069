import type { ServiceName } from '#contracts/cloud-event.js';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { dkimKey } from './dkim-key.js';
import { ENGINE_VARIABLES } from './engine-variables.js';
import { LOG_LEVELS, PORTS, SERVICES } from './settings.js';
import { integer, list, networks, secret, url } from './value-forms.js';
import { unset, variable, type Variable } from './variable.js';

/** Shared by the variable and the flag `--services`. */
export const serviceList = list
  .transform((names) => (names.length === 1 && names[0] === 'all' ? [...SERVICES] : names))
  .pipe(
    z
      .array(z.enum(SERVICES, `must be a list of ${SERVICES.join(', ')}, or all`))
      .transform((names) => [...new Set(names)]),
  );

/** Every variable there is, by the name it has in the environment. */
export const VARIABLES = {
  COURANT_PROFILE: variable({
    schema: z.enum(['embedded', 'distributed'], 'must be embedded or distributed'),
    whenUnset: 'embedded',
    meaning:
      '`embedded`: everything in one process on one SQLite file. `distributed`: each service in as many processes as wanted, over Kafka, MongoDB, Redis and a search engine.',
  }),
  COURANT_SERVICES: variable<ServiceName[]>({
    schema: serviceList,
    whenUnset: () => [...SERVICES],
    defaultText: 'all',
    meaning: `Services that this process runs, with commas between: ${SERVICES.join(', ')}. The flag \`--services\` wins.`,
  }),
  COURANT_NAMESPACE: variable({
    schema: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be 1 to 31 lower-case letters, digits or "-"'),
    whenUnset: 'courant',
    meaning: 'Prefix of topics, groups, database, queues and indexes, so that several installations share engines.',
  }),
  COURANT_DATA_DIR: variable({
    schema: z.string().min(1, 'must name a folder'),
    whenUnset: './data',
    meaning: 'Folder of everything that is kept; made with mode 0700 when missing. `:memory:` keeps nothing.',
  }),
  COURANT_HTTP_HOST: variable({
    schema: z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be a host name or address'),
    whenUnset: '127.0.0.1',
    meaning: 'Address to listen on; `0.0.0.0` for every interface.',
  }),
  COURANT_HTTP_PORT: variable({
    schema: integer(0, 65_535),
    whenUnset: unset,
    defaultText: `3000; where one service runs alone, ${SERVICES.map((name) => `${name} ${PORTS[name]}`).join(', ')}`,
    meaning: 'Port to listen on.',
  }),
  COURANT_PUBLIC_URL: variable({
    schema: url('http:', 'https:').transform((value) => value.replace(/\/+$/, '')),
    whenUnset: unset,
    defaultText: 'http://(host):(port)',
    meaning: 'How readers and senders reach this installation; begins every link in mails, feeds and receipts.',
  }),
  COURANT_TRUSTED_PROXIES: variable<string[]>({
    schema: networks,
    whenUnset: () => [],
    defaultText: 'none',
    meaning:
      'Addresses or networks (`10.0.0.0/8`), with commas between, of proxies whose `X-Forwarded-For` says who asked. Nobody else is believed.',
  }),
  ...ENGINE_VARIABLES,
  COURANT_SMTP_URL: variable({
    schema: url('smtp:', 'smtps:'),
    whenUnset: unset,
    defaultText: 'the built-in catcher',
    secret: true,
    meaning:
      'Server that takes the mail: `smtp://user:password@host:port`. Unset, mail stays here and can be looked at.',
  }),
  COURANT_CATCHER_PORT: variable({
    schema: integer(0, 65_535),
    whenUnset: 1025,
    meaning: 'Port on 127.0.0.1 of the built-in mail catcher.',
  }),
  COURANT_MAIL_FROM: variable({
    schema: z
      .string()
      .max(320)
      .regex(/^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address or `Name <address>`'),
    whenUnset: 'Courant <courant@localhost>',
    meaning: 'Sender of mails that name no other.',
  }),
  COURANT_DKIM_DOMAIN: variable({
    schema: z.hostname('must be a domain'),
    whenUnset: unset,
    meaning: 'Domain that signs outgoing mail; needs selector and key too.',
  }),
  COURANT_DKIM_SELECTOR: variable({
    schema: z.string().regex(/^[A-Za-z0-9.-]{1,63}$/, 'must be letters, digits, "." or "-"'),
    whenUnset: unset,
    meaning: 'DKIM selector: the name of the key in the DNS.',
  }),
  COURANT_DKIM_PRIVATE_KEY: variable({
    schema: dkimKey,
    whenUnset: unset,
    secret: true,
    meaning: 'RSA or Ed25519 private key in PEM form; best given as `COURANT_DKIM_PRIVATE_KEY_FILE`.',
  }),
  COURANT_ADMIN_TOKEN: variable({
    schema: secret(24),
    whenUnset: unset,
    defaultText: 'made at the first start',
    secret: true,
    meaning:
      'Token of the administrator, at least 24 characters. Unset, it is made at the first start, kept in the data folder (mode 0600) and printed once; the distributed profile needs it set, alike in every process.',
  }),
  COURANT_SECRET: variable({
    schema: secret(32),
    whenUnset: unset,
    defaultText: 'made at the first start',
    secret: true,
    meaning:
      'Signs links and cookies, at least 32 characters. A new one ends every link in mails already sent. The distributed profile needs it set, alike in every process.',
  }),
  COURANT_LOG_LEVEL: variable({
    schema: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`),
    whenUnset: 'info',
    meaning: `Least level that is logged (JSON lines on standard error): ${LOG_LEVELS.join(', ')}.`,
  }),
  COURANT_TELEMETRY_URL: variable({
    schema: url('http:', 'https:'),
    whenUnset: unset,
    meaning: 'OpenTelemetry collector (OTLP over HTTP) for the traces; nothing is sent to it yet.',
  }),
  COURANT_TEXT_THREADS: variable({
    schema: integer(0, 64),
    whenUnset: () => Math.max(1, availableParallelism() - 1),
    defaultText: 'processors - 1, at least 1',
    meaning: 'Threads for text work (preparing, indexing); 0 does it, and commits, on the main thread.',
  }),
};

export type VariableName = keyof typeof VARIABLES;
export type VariableValues = {
  [Name in VariableName]: (typeof VARIABLES)[Name] extends Variable<infer Value> ? Value : never;
};
