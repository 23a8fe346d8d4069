import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { freePort } from '#runtime/testing/free-port.js';
import { eventually } from '#ports/testing/eventually.js';
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadResult } from './accept/load.js';
import type { BenchRow } from './bench-row.js';

const ROUNDS = 3;
const CONNECTIONS = 64;
const SECONDS = 4;
/** More than can be answered in the time, so that the clock ends the run. */
const PREPARED = 70_000;
const LEAST_PERCENT = 55;
const LONGEST_P99_MS = 50;

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Accepting signed articles durably, beside an endpoint that does the same work but stores nothing. */
export async function run(): Promise<BenchRow[]> {
  const courant: LoadResult[] = [];
  const reference: LoadResult[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    reference.push(await referenceRound());
    courant.push(await courantRound());
  }
  const rate = median(courant.map(({ perSecond }) => perSecond));
  const ceiling = median(reference.map(({ perSecond }) => perSecond));
  const p99 = median(courant.map((result) => result.p99));
  const rates = courant.map(({ perSecond }) => Math.round(perSecond)).join(', ');
  const longest = Math.max(...courant.map(({ max }) => max)).toFixed(0);
  return [
    {
      name: `accept signed 6 kB articles durably, ${CONNECTIONS} connections`,
      ...{ value: rate, unit: '/s', bound: `>= ${LEAST_PERCENT} % of reference` },
      holds: rate >= (ceiling * LEAST_PERCENT) / 100 && courant.every(({ others }) => others === 0),
      reference: { name: 'verifies, parses, validates, stores nothing', value: ceiling, unit: '/s' },
      note: `median of ${ROUNDS} (${rates}); all services and their background work in the same process`,
    },
    {
      name: 'time to accept one of them, p99',
      ...{ value: p99, unit: 'ms', bound: `< ${LONGEST_P99_MS} ms`, holds: p99 < LONGEST_P99_MS },
      note: `p50 ${median(courant.map(({ p50 }) => p50)).toFixed(1)} ms, longest ${longest} ms`,
    },
  ];
}

async function courantRound(): Promise<LoadResult> {
  const newsroom = await NewsroomProcess.start();
  try {
    const response = await fetch(`${newsroom.url}/v1/sources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${newsroom.adminToken}` },
      body: '{"id":"bench","name":"bench"}',
    });
    const { secret } = (await response.json()) as { secret: string };
    return await load(newsroom.url, secret);
  } finally {
    await newsroom.dispose();
  }
}

async function referenceRound(): Promise<LoadResult> {
  const port = await freePort();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const server = spawn(process.execPath, [fileOf('./accept/reference-server.js'), String(port), secret], {
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually(async () => (await fetch(url).catch(() => undefined)) !== undefined, {
      withinMs: 20_000,
      what: 'the reference',
    });
    return await load(url, secret);
  } finally {
    server.kill('SIGKILL');
  }
}

/** The load comes from a process of its own. */
async function load(url: string, secret: string): Promise<LoadResult> {
  const args = [
    fileOf('./accept/load.js'),
    url,
    'bench',
    secret,
    String(CONNECTIONS),
    String(SECONDS),
    String(PREPARED),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 20 });
  return JSON.parse(stdout) as LoadResult;
}
