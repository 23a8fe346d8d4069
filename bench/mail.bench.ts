import { fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from './bench-row.js';
import { MailingNewsroom, type MailedEdition } from './mail/mailing-newsroom.js';
import { SinkProcess } from './mail/sink-process.js';

const ROUNDS = 3;
const RECIPIENTS = 20_000;
/** An edition to so many must not take more memory than one to the others. */
const MANY = 60_000;
const LEAST_PER_SECOND = 2_500;
const MOST_GROWTH_MB = 40;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Editions with ledger and personal links, beside nodemailer's pool with one ready message and no ledger. */
export async function run(): Promise<BenchRow[]> {
  const sink = await SinkProcess.start();
  const newsroom = await MailingNewsroom.start(sink, { many: MANY, some: RECIPIENTS });
  try {
    const some: MailedEdition[] = [];
    const reference: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const edition = await newsroom.edition('some');
      some.push(edition);
      reference.push(await nodemailerRate(sink.port, edition.sample));
    }
    const many = await newsroom.edition('many');
    await newsroom.dispose();
    return [...rowsOf(some, reference, many), ...(await signedRows(sink, some))];
  } finally {
    await newsroom.dispose();
    sink.stop();
  }
}

/** What signing costs, by kind of key. */
async function signedRows(sink: SinkProcess, plain: readonly MailedEdition[]): Promise<BenchRow[]> {
  const reference = { name: 'the same mail unsigned', value: median(plain.map(rateOf)), unit: '/s' };
  const rows: BenchRow[] = [];
  for (const [kind, privateKey] of [
    ['Ed25519', generateKeyPairSync('ed25519').privateKey],
    ['RSA 2048', generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey],
  ] as const) {
    const newsroom = await MailingNewsroom.start(
      sink,
      { signed: RECIPIENTS },
      {
        COURANT_DKIM_DOMAIN: 'example.org',
        COURANT_DKIM_SELECTOR: 'bench',
        COURANT_DKIM_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    );
    try {
      const editions: MailedEdition[] = [];
      for (let round = 0; round < ROUNDS; round += 1) editions.push(await newsroom.edition('signed'));
      const value = median(editions.map(rateOf));
      const note = `median of ${ROUNDS} (${listOf(editions)})`;
      rows.push({
        ...{ name: `signed with DKIM, ${kind}`, value, unit: '/s', bound: 'told', holds: value > 0, reference, note },
      });
    } finally {
      await newsroom.dispose();
    }
  }
  return rows;
}

const rateOf = ({ perSecond }: MailedEdition): number => perSecond;
const listOf = (editions: readonly MailedEdition[]): string =>
  editions.map(({ perSecond }) => Math.round(perSecond)).join(', ');

/** In a process of its own, as the product is. */
async function nodemailerRate(port: number, message: string): Promise<number> {
  const file = fileURLToPath(new URL('./mail/nodemailer-load.js', import.meta.url));
  const child = fork(file, [String(port), String(RECIPIENTS)], { stdio: 'inherit' });
  child.send(message);
  const [milliseconds] = (await once(child, 'message')) as [number];
  return (RECIPIENTS * 1_000) / milliseconds;
}

function rowsOf(some: readonly MailedEdition[], reference: readonly number[], many: MailedEdition): BenchRow[] {
  const value = median(some.map(rateOf));
  const size = `${((some[0]?.bytesEach ?? 0) / 1_000).toFixed(1)} kB each`;
  const whole = [...some, many].every(({ counts, messages }) => counts.sent === messages);
  const peak = Math.max(...some.map(({ peakMb }) => peakMb));
  const growth = many.peakMb - peak;
  return [
    {
      ...{ name: `mail with ledger and personal links, ${RECIPIENTS} recipients`, value, unit: '/s' },
      ...{ bound: `>= ${LEAST_PER_SECOND} /s`, holds: value >= LEAST_PER_SECOND && whole },
      reference: { name: 'nodemailer pooled, one ready message, no ledger', value: median(reference), unit: '/s' },
      note: `median of ${ROUNDS} (${listOf(some)}), ${size}; to ${MANY}: ${Math.round(many.perSecond)} /s`,
    },
    {
      ...{ name: `memory that an edition to ${MANY} takes more than one to ${RECIPIENTS}`, value: growth, unit: 'MB' },
      ...{ bound: `< ${MOST_GROWTH_MB} MB`, holds: growth < MOST_GROWTH_MB },
      note: `resident: ${some.map(memoryOf).join(', ')}; then ${memoryOf(many)}`,
    },
  ];
}

function memoryOf({ beforeMb, peakMb }: MailedEdition): string {
  return `${Math.round(beforeMb)} to ${Math.round(peakMb)} MB`;
}
