import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeEnv, runMakeEnv } from './testing/made-env.js';
import { projectFile, projectRoot } from './testing/project-file.js';

describe('node deploy/make-env.mjs', () => {
  it('makes secrets that differ each time, long enough and safe in an address, for their owner alone', () => {
    const [one, other] = [madeEnv(), madeEnv()];
    expect(one.mode).toBe(0o600);
    for (const name of ['COURANT_ADMIN_TOKEN', 'COURANT_SECRET', 'MONGO_PASSWORD', 'MONGO_ROOT_PASSWORD']) {
      expect(one.variables[name]).toMatch(/^[\w-]{43}$/);
      expect(one.variables[name]).not.toBe(other.variables[name]);
    }
    const secrets = Object.entries(one.variables).filter(([name]) => /TOKEN|SECRET|PASSWORD|KEY/.test(name));
    expect(new Set(secrets.map(([, value]) => value)).size).toBe(secrets.length);
  });

  it('makes a key file and a cluster name that MongoDB and Kafka take', () => {
    const { MONGO_KEYFILE: keyFile = '', KAFKA_CLUSTER_ID: cluster = '' } = madeEnv().variables;
    expect(keyFile).toMatch(/^[A-Za-z0-9+/]{6,1024}$/);
    expect(cluster).toMatch(/^[A-Za-z0-9][\w-]{21}$/);
    expect(Buffer.from(cluster, 'base64url').length).toBe(16);
  });

  it('never touches a file that is there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-env-'));
    const file = join(folder, '.env');
    writeFileSync(file, 'KEPT=1\n');
    expect(() => runMakeEnv(`--file=${file}`)).toThrow('is there already and was not changed');
    expect(readFileSync(file, 'utf8')).toBe('KEPT=1\n');
    rmSync(folder, { recursive: true });
  });

  it('takes another address and mail server, and then starts no catcher', () => {
    const { variables } = madeEnv(
      '--public-url=https://news.example',
      '--smtp-url=smtp://u:p$w#x@mail:587',
      '--mail-from=News <news@news.example>',
    );
    expect(variables).toMatchObject({
      COURANT_PUBLIC_URL: 'https://news.example',
      COURANT_SMTP_URL: 'smtp://u:p$w#x@mail:587',
      COURANT_MAIL_FROM: 'News <news@news.example>',
    });
    expect(variables['COMPOSE_PROFILES']).toBeUndefined();
    expect(madeEnv().variables['COMPOSE_PROFILES']).toBe('catcher');
  });

  it('refuses a value that would end its quotes', () => {
    expect(() => madeEnv("--mail-from=O'Brien <a@b.example>")).toThrow("must not hold '");
  });
});

describe('The README’s commands for secrets', () => {
  it('write what compose and Kubernetes need, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-secrets-'));
    cpSync(join(projectRoot, 'deploy'), join(folder, 'deploy'), { recursive: true });
    rmSync(join(folder, 'deploy/kubernetes/overlays/production/secrets.env'), { force: true });
    const commands = projectFile('README.md').match(/^node deploy\/.*$/gm) ?? [];
    expect(commands).toHaveLength(2);
    for (const command of commands) execFileSync('sh', ['-euc', command], { cwd: folder, stdio: 'pipe' });
    for (const file of ['.env', 'deploy/kubernetes/overlays/production/secrets.env'])
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['.env', 'deploy']);
    rmSync(folder, { recursive: true });
  });

  it('takes the login of the brokers whole or not at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-secrets-'));
    const script = join(folder, 'deploy/kubernetes/make-secrets.mjs');
    const secrets = join(folder, 'deploy/kubernetes/overlays/production/secrets.env');
    cpSync(join(projectRoot, 'deploy'), join(folder, 'deploy'), { recursive: true });
    rmSync(secrets, { force: true });
    const needed = ['--mongo-url=m', '--redis-url=r', '--meili-key=k', '--smtp-url=s', '--kafka-username=ann'];
    const make = (...flags: string[]) => execFileSync('node', [script, ...needed, ...flags], { stdio: 'pipe' });
    expect(() => make()).toThrow('missing: --kafka-password');
    make('--kafka-password=of-ann');
    const lines = readFileSync(secrets, 'utf8').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['COURANT_KAFKA_USERNAME=ann', 'COURANT_KAFKA_PASSWORD=of-ann']));
    rmSync(folder, { recursive: true });
  });
});
