import { eventually } from '#ports/testing/eventually.js';
import { freePort } from '#runtime/testing/free-port.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../apps/newsroom/start.mjs', import.meta.url));
const END = 'The server goes on';

/** `npm run demo` on a folder: what it prints until the demonstration is over, and how the server stops. */
async function demonstrated(env: Readonly<Record<string, string>>): Promise<{ out: string; code: number | null }> {
  const child = spawn(process.execPath, [START, '--demo'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = once(child, 'exit');
  try {
    await eventually(() => out.includes(END) || err.includes('The demonstration ended') || child.exitCode !== null, {
      withinMs: 120_000,
      what: 'the end of the demonstration',
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  expect([out.includes(END), err]).toEqual([true, expect.not.stringContaining('ended')]);
  return { out, code: child.exitCode };
}

describe('The demonstration', () => {
  let folder: string;
  const runs: Array<{ out: string; code: number | null }> = [];
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'courant-demo-'));
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    const env = {
      ...{ COURANT_DATA_DIR: join(folder, 'data'), COURANT_HTTP_PORT: port },
      COURANT_CATCHER_PORT: String(await freePort()),
    };
    for (const _run of ['first', 'second']) runs.push(await demonstrated(env));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the addresses each time and the admin token, which its owner alone can read, the first time only', () => {
    const file = join(folder, 'data', 'admin-token');
    const token = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const { out } of runs) for (const path of ['/', '/console', '/docs']) expect(out).toContain(`${url}${path}`);
    expect(runs.map(({ out }) => out.split(token).length - 1)).toEqual([1, 0]);
  });

  it('posts sixty articles, sends an edition in both languages, and says the second time that they were there', () => {
    const [first, second] = runs;
    expect(first?.out).toMatch(/60 articles posted: [1-9]\d created, 1 withdrawn/);
    for (const language of ['de', 'en'])
      expect(first?.out).toMatch(new RegExp(`Edition \\S+ \\(${language}\\): 1 sent\\.`));
    expect(second?.out).toContain('60 articles posted: 59 unchanged, 1 stale.');
    expect(second?.out).not.toMatch(/: \d sent\./);
    expect(second?.out).toMatch(/No edition: nothing new since demo-daily\.(de|en)\./);
  });

  it.each([0, 1])('shows search, receipt, related list with reasons, and where the mails are, in run %d', (run) => {
    const out = runs[run]?.out ?? '';
    const part = (name: string): string => out.split(name)[1]?.split('\n\n')[0] ?? '';
    expect(part('Search for ')).toMatch(/: [1-9]\d* found in [\d.]+ ms\n {2}20\d\d-\d\d-\d\d {2}\S/);
    for (const stage of ['accepted', 'published', 'indexed', 'related', 'mailed'])
      expect(part('Receipt of ')).toContain(` ${stage} `);
    expect(part('Related, and why')).toMatch(/^\n {2}0\.\d\d {2}\S.*\n {8}\S/);
    expect(out).toMatch(new RegExp(`article +${url}/a/[a-z2-7]{26}\n`));
    for (const reader of ['lena', 'oliver'])
      expect(out).toMatch(new RegExp(`mail +${url}/mail/\\S+ +\\(to ${reader}@reader\\.example: \\S`));
  });

  it('lets the server stop in order', () => {
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  });
});
