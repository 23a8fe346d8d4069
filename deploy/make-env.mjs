/**
 * `node deploy/make-env.mjs [--public-url=https://news.example] [--smtp-url=smtp://user:password@host:587] [--mail-from='News <news@example>']`
 * writes `.env` for docker-compose.yml, every secret new and random, readable by its owner alone; an existing file is never touched.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    'public-url': { type: 'string', default: 'http://localhost:3000' },
    'smtp-url': { type: 'string' },
    'mail-from': { type: 'string', default: 'Courant <courant@localhost>' },
    file: { type: 'string', default: '.env' },
  },
});
const secret = () => randomBytes(32).toString('base64url');
// Kafka's tools take a name that begins with "-" for an option.
const clusterId = () => `c${randomBytes(16).toString('base64url').slice(1)}`;
// Single quotes keep compose from reading "$" and "#"; there is no way to write one inside them.
const quoted = (value) => {
  if (/['\r\n]/.test(value)) throw new Error(`a value must not hold ' or a line break: ${value}`);
  return `'${value}'`;
};

const mail =
  values['smtp-url'] === undefined
    ? `# Mail goes to a catcher (http://127.0.0.1:8025) until another server is named here and COMPOSE_PROFILES is emptied.
COURANT_SMTP_URL='smtp://catcher:1025'
COMPOSE_PROFILES=catcher`
    : `COURANT_SMTP_URL=${quoted(values['smtp-url'])}`;

const text = `# Settings and secrets of docker-compose.yml; keep this file as you keep the data.
# How readers and senders reach the installation, and where the proxy listens on this machine.
COURANT_PUBLIC_URL=${quoted(values['public-url'])}
PROXY_ADDRESS=127.0.0.1:3000
COURANT_MAIL_FROM=${quoted(values['mail-from'])}
${mail}

COURANT_ADMIN_TOKEN=${secret()}
# Signs the links in mails: a new one ends every link already sent.
COURANT_SECRET=${secret()}

# The engines' own; letters, digits, "-" and "_" alone, since they stand in addresses. MongoDB takes its own at the first start.
MONGO_ROOT_PASSWORD=${secret()}
MONGO_PASSWORD=${secret()}
MONGO_KEYFILE=${randomBytes(96).toString('base64')}
REDIS_PASSWORD=${secret()}
MEILI_MASTER_KEY=${secret()}
# Names the Kafka cluster; its data belongs to it.
KAFKA_CLUSTER_ID=${clusterId()}
`;

try {
  writeFileSync(values.file, text, { mode: 0o600, flag: 'wx' });
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error(`${values.file} is there already and was not changed: its secrets belong to the data.`);
  process.exit(1);
}
console.log(`${values.file} written; the admin token is in it. Next: docker compose up -d --build`);
