/**
 * `node deploy/kubernetes/make-secrets.mjs --mongo-url=... --redis-url=... --meili-key=... --smtp-url=...
 * [--kafka-username=... --kafka-password=...] [--overlay=production]` writes the overlay's `secrets.env` with a new admin token
 * and signing secret beside what the engines ask for, readable by its owner alone; an existing file is never touched.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const GIVEN = {
  'mongo-url': 'COURANT_MONGO_URL',
  'redis-url': 'COURANT_REDIS_URL',
  'meili-key': 'COURANT_MEILI_KEY',
  'smtp-url': 'COURANT_SMTP_URL',
};
/** Both or neither: where the brokers ask for a login. */
const LOGIN = { 'kafka-username': 'COURANT_KAFKA_USERNAME', 'kafka-password': 'COURANT_KAFKA_PASSWORD' };
const { values } = parseArgs({
  options: {
    ...Object.fromEntries(Object.keys({ ...GIVEN, ...LOGIN }).map((flag) => [flag, { type: 'string' }])),
    overlay: { type: 'string', default: 'production' },
  },
});
const wanted = Object.keys(LOGIN).some((flag) => values[flag]) ? { ...GIVEN, ...LOGIN } : GIVEN;
const missing = Object.keys(wanted).filter((flag) => !values[flag]);
if (missing.length > 0) {
  console.error(`missing: ${missing.map((flag) => `--${flag}`).join(' ')}`);
  process.exit(1);
}
const secret = () => randomBytes(32).toString('base64url');
const lines = [
  ...Object.entries(wanted).map(([flag, name]) => `${name}=${values[flag]}`),
  `COURANT_ADMIN_TOKEN=${secret()}`,
  `COURANT_SECRET=${secret()}`,
];
const file = join(dirname(fileURLToPath(import.meta.url)), 'overlays', values.overlay, 'secrets.env');
try {
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error(
    `${file} is there already and was not changed: a new signing secret ends every link in mails already sent.`,
  );
  process.exit(1);
}
console.log(`${file} written; the admin token is in it.`);
