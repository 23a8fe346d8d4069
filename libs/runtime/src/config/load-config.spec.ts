import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig } from './client-config.js';
import { ConfigError } from './config-error.js';
import type { Environment } from './environment.js';
import { loadConfig } from './load-config.js';
import { printedConfig } from './printed-config.js';
import { processEnvironment } from './process-environment.js';
import { VARIABLES } from './variables.js';

const memory = { COURANT_DATA_DIR: ':memory:' };
function mistakesOf(env: Environment, argv: readonly string[] = []): string[] {
  try {
    loadConfig({ ...memory, ...env }, argv);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.mistakes];
  }
}

/** For every variable that has a wrong value at all, one. */
const WRONG: Record<string, string> = {
  COURANT_PROFILE: 'cloud',
  COURANT_SERVICES: 'ingestion,kitchen',
  COURANT_NAMESPACE: 'Courant!',
  COURANT_HTTP_HOST: 'not a host',
  COURANT_HTTP_PORT: '70000',
  COURANT_PUBLIC_URL: 'news.example',
  COURANT_TRUSTED_PROXIES: '10.0.0.0/33',
  COURANT_KAFKA_BROKERS: 'a:1,,b:2',
  COURANT_KAFKA_TLS: 'perhaps',
  COURANT_KAFKA_USERNAME: 'x'.repeat(300),
  COURANT_KAFKA_PASSWORD: 'two words',
  COURANT_KAFKA_PARTITIONS: '0',
  COURANT_KAFKA_RETENTION_DAYS: 'long',
  COURANT_KAFKA_REPLICAS: '99',
  COURANT_KAFKA_SESSION_SECONDS: '1',
  COURANT_SEARCH_ENGINE: 'a librarian',
  COURANT_MONGO_URL: 'http://localhost',
  COURANT_REDIS_URL: 'localhost:6379',
  COURANT_MEILI_URL: 'meili',
  COURANT_MEILI_KEY: 'two words',
  COURANT_SMTP_URL: 'mail.example:25',
  COURANT_CATCHER_PORT: '-1',
  COURANT_MAIL_FROM: 'nobody',
  COURANT_DKIM_DOMAIN: 'no domain',
  COURANT_DKIM_SELECTOR: 'a b',
  COURANT_DKIM_PRIVATE_KEY: 'a key',
  COURANT_ADMIN_TOKEN: 'short',
  COURANT_SECRET: 'short',
  COURANT_LOG_LEVEL: 'loud',
  COURANT_TELEMETRY_URL: 'ftp://x',
  COURANT_TEXT_THREADS: 'many',
};

describe('The configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courant-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('stands on its defaults when nothing is set', () => {
    const config = loadConfig(memory);
    expect(config).toMatchObject({ profile: 'embedded', httpHost: '127.0.0.1', httpPort: 3000, namespace: 'courant' });
    expect(config.services).toEqual(['ingestion', 'search', 'related', 'newsletter', 'operations']);
    expect(config.publicUrl).toBe('http://127.0.0.1:3000');
    expect(config.smtpUrl).toBeUndefined();
  });

  it('reports every wrong variable together, each by its name', () => {
    const named = mistakesOf(WRONG).map((mistake) => mistake.split(':')[0]);
    expect(new Set(named)).toEqual(new Set(Object.keys(WRONG)));
    const untested = Object.keys(VARIABLES).filter((name) => !(name in WRONG) && name !== 'COURANT_DATA_DIR');
    expect(untested).toEqual([]);
  });

  it('never repeats the value of a wrong variable, which may be a secret in the wrong place', () => {
    expect(mistakesOf({ COURANT_ADMIN_TOKEN: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it('reports unknown variables and flags beside the wrong ones, and leaves those of others alone', () => {
    const env = { COURANT_HTP_PORT: '1', COURANT_HTTP_PORT: 'x', PATH: '/bin', MY_COURANT_THING: '1' };
    const mistakes = mistakesOf(env, ['--verbose', 'extra', '--services=kitchen']);
    expect(mistakes.map((mistake) => mistake.split(':')[0]).sort()).toEqual([
      '--services',
      '--verbose',
      'COURANT_HTP_PORT',
      'COURANT_HTTP_PORT',
      'extra',
    ]);
  });

  it('takes an empty variable as unset', () => {
    expect(loadConfig({ ...memory, COURANT_HTTP_PORT: '', COURANT_SMTP_URL: '' }).httpPort).toBe(3000);
  });

  it('reads values from the files that _FILE variables name, without the line end', () => {
    const config = loadConfig({
      ...memory,
      COURANT_ADMIN_TOKEN_FILE: file('token', 'a-token-of-24-characters-at-least\n'),
      COURANT_HTTP_PORT_FILE: file('port', ' 4000\n'),
    });
    expect(config.adminToken).toBe('a-token-of-24-characters-at-least');
    expect(config.httpPort).toBe(4000);
  });

  it('refuses a file that cannot be read, holds a wrong value, or competes with its variable', () => {
    const wrong = file('wrong', 'x');
    expect(
      mistakesOf({
        COURANT_SECRET_FILE: join(folder, 'missing'),
        COURANT_HTTP_PORT_FILE: wrong,
        COURANT_LOG_LEVEL: 'info',
        COURANT_LOG_LEVEL_FILE: file('level', 'warn'),
      }).sort(),
    ).toEqual([
      'COURANT_HTTP_PORT: must be a whole number from 0 to 65535',
      'COURANT_LOG_LEVEL_FILE: given together with COURANT_LOG_LEVEL',
      'COURANT_SECRET_FILE: cannot be read',
    ]);
  });

  it('wants all three DKIM variables or none', () => {
    expect(mistakesOf({ COURANT_DKIM_DOMAIN: 'news.example' })).toEqual([
      'COURANT_DKIM_SELECTOR: needed with the other COURANT_DKIM_ variables',
      'COURANT_DKIM_PRIVATE_KEY: needed with the other COURANT_DKIM_ variables',
    ]);
  });

  it('names together whatever the distributed profile lacks', () => {
    const named = mistakesOf({ COURANT_PROFILE: 'distributed', COURANT_SERVICES: 'search', COURANT_MONGO_URL: 'x' });
    expect(named.map((mistake) => mistake.split(':')[0]).sort()).toEqual([
      'COURANT_ADMIN_TOKEN',
      'COURANT_KAFKA_BROKERS',
      'COURANT_MEILI_URL',
      'COURANT_MONGO_URL',
      'COURANT_PUBLIC_URL',
      'COURANT_REDIS_URL',
      'COURANT_SECRET',
    ]);
  });

  it('takes the distributed profile with everything it needs, with either search engine', () => {
    const engines = {
      ...{ COURANT_PROFILE: 'distributed', COURANT_DATA_DIR: folder, COURANT_PUBLIC_URL: 'https://news.example/' },
      ...{ COURANT_KAFKA_BROKERS: 'a:9092, b:9092', COURANT_MONGO_URL: 'mongodb://a/', COURANT_REDIS_URL: 'redis://a' },
      COURANT_ADMIN_TOKEN: 'the-admin-token-of-24-characters',
      COURANT_SECRET: 'the-signing-secret-of-32-characters-',
    };
    const sqlite = loadConfig({ ...engines, COURANT_SEARCH_ENGINE: 'sqlite' });
    expect(sqlite).toMatchObject({ searchEngine: 'sqlite', kafka: { brokers: ['a:9092', 'b:9092'], partitions: 12 } });
    expect(loadConfig({ ...engines, COURANT_MEILI_URL: 'http://a:7700' }).searchEngine).toBe('meilisearch');
    expect(mistakesOf({ ...engines, ...memory, COURANT_SEARCH_ENGINE: 'sqlite' }).join()).toContain('COURANT_DATA_DIR');
    expect(mistakesOf({ ...engines, COURANT_MEILI_URL: 'http://a:7700', COURANT_KAFKA_USERNAME: 'ann' })).toEqual([
      'COURANT_KAFKA_PASSWORD: needed with the other COURANT_KAFKA_ login variables',
    ]);
  });

  it('listens where the service that runs alone is expected, and at 3000 for several', () => {
    expect(loadConfig(memory, ['--services=newsletter']).httpPort).toBe(3004);
    expect(loadConfig(memory, ['--services=newsletter']).publicUrl).toBe('http://127.0.0.1:3004');
    expect(loadConfig(memory, ['--services=newsletter,search']).httpPort).toBe(3000);
    expect(loadConfig({ ...memory, COURANT_HTTP_PORT: '4000' }, ['--services=search']).httpPort).toBe(4000);
  });

  it('refuses a DKIM key that cannot sign mail, and takes line ends written as \\n', () => {
    const dkim = { ...memory, COURANT_DKIM_DOMAIN: 'news.example', COURANT_DKIM_SELECTOR: 's1' };
    const wrong = {
      'cannot be read as a private key without a passphrase': ed25519Key().replace(/[A-Za-z0-9+/]{10}/, ''),
      'must be an RSA or Ed25519 key': pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      'must be an RSA key of at least 1024 bits': pemOf(generateKeyPairSync('rsa', { modulusLength: 768 }).privateKey),
    };
    for (const [mistake, key] of Object.entries(wrong)) {
      expect(mistakesOf({ ...dkim, COURANT_DKIM_PRIVATE_KEY: key })).toEqual([`COURANT_DKIM_PRIVATE_KEY: ${mistake}`]);
    }
    const key = ed25519Key();
    const config = loadConfig({ ...dkim, COURANT_DKIM_PRIVATE_KEY: key.replaceAll('\n', '\\n') });
    expect(config.dkim?.privateKey).toBe(key);
  });

  it('lets the flag --services win over the variable', () => {
    const env = { ...memory, COURANT_SERVICES: 'search' };
    expect(loadConfig(env, ['--services', 'ingestion, related,ingestion']).services).toEqual(['ingestion', 'related']);
    expect(loadConfig(env).services).toEqual(['search']);
  });

  it('makes token and secret at the first start, keeps them for the owner alone, and takes them again', () => {
    const dataDir = join(folder, 'data');
    const first = loadConfig({ COURANT_DATA_DIR: dataDir });
    const second = loadConfig({ COURANT_DATA_DIR: dataDir });
    expect([first.adminTokenIsNew, second.adminTokenIsNew]).toEqual([true, false]);
    expect(second).toMatchObject({ adminToken: first.adminToken, secret: first.secret });
    expect(first.adminToken.length).toBeGreaterThanOrEqual(32);
    expect(first.adminToken).not.toBe(first.secret);
    for (const name of ['admin-token', 'secret']) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(clientConfig({ COURANT_DATA_DIR: dataDir }).adminToken).toBe(first.adminToken);
  });

  it('makes a new token where a crash left an empty file', () => {
    file('admin-token', '');
    const { adminToken } = loadConfig({ COURANT_DATA_DIR: folder });
    expect(readFileSync(join(folder, 'admin-token'), 'utf8').trim()).toBe(adminToken);
  });

  it('makes nothing when it is only looked at', () => {
    const dataDir = join(folder, 'untouched');
    loadConfig({ COURANT_DATA_DIR: dataDir }, ['--check-config']);
    expect(() => statSync(dataDir)).toThrow();
  });

  it('names the folder when it cannot be used', () => {
    expect(mistakesOf({ COURANT_DATA_DIR: join(file('taken', ''), 'data') }).join()).toContain('COURANT_DATA_DIR');
  });

  it('prints everything but secrets', () => {
    const secrets = {
      COURANT_ADMIN_TOKEN: 'the-admin-token-of-24-characters',
      COURANT_SECRET: 'the-signing-secret-of-32-characters-',
      COURANT_MEILI_KEY: 'the-key-of-meili',
      COURANT_KAFKA_PASSWORD: 'the-password-of-kafka',
      COURANT_DKIM_PRIVATE_KEY: ed25519Key(),
    };
    const printed = printedConfig(
      loadConfig({
        ...memory,
        ...secrets,
        COURANT_DKIM_DOMAIN: 'news.example',
        COURANT_DKIM_SELECTOR: 's1',
        COURANT_KAFKA_USERNAME: 'ann',
        COURANT_SMTP_URL: 'smtp://user:the-smtp-password@mail.example:587',
        COURANT_MONGO_URL: 'mongodb://user:the-mongo-password@db.example/x',
        COURANT_REDIS_URL: 'redis://:the-redis-password@redis.example',
        COURANT_HTTP_PORT: '4001',
      }),
    );
    expect(JSON.parse(printed)).toMatchObject({ httpPort: 4001, dkim: { domain: 'news.example' } });
    expect(printed).toContain('mail.example:587');
    for (const secret of [...Object.values(secrets), 'the-smtp', 'the-mongo', 'the-redis', 'PRIVATE KEY']) {
      expect(printed).not.toContain(secret);
    }
  });

  it('reads courant.env of the working folder beneath the environment', () => {
    const before = process.cwd();
    file('courant.env', '# of this newsroom\nCOURANT_HTTP_PORT=4002\nCOURANT_MAIL_FROM="News <news@news.example>"\n');
    process.chdir(folder);
    try {
      const env = processEnvironment();
      expect(env['COURANT_MAIL_FROM']).toBe('News <news@news.example>');
      expect(loadConfig({ ...env, ...memory }).httpPort).toBe(4002);
      process.env['COURANT_HTTP_PORT'] = '4003';
      expect(loadConfig({ ...processEnvironment(), ...memory }).httpPort).toBe(4003);
    } finally {
      delete process.env['COURANT_HTTP_PORT'];
      process.chdir(before);
    }
  });
});

function ed25519Key(): string {
  return pemOf(generateKeyPairSync('ed25519').privateKey);
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
