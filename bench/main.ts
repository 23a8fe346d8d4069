import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Row } from './bench-row.js';
import { markdownTable, plainTable } from './bench-table.js';

type Bench = () => Promise<{ run(): Promise<Row[]> }>;

/** Every measurement by name, in the order they run: one at a time, so that none disturbs another. */
const BENCHES: Readonly<Record<string, Bench>> = {
  search: () => import('./search.bench.js'),
  accept: () => import('./accept.bench.js'),
  start: () => import('./start.bench.js'),
  related: () => import('./related.bench.js'),
  backlog: () => import('./backlog.bench.js'),
  mail: () => import('./mail.bench.js'),
  relay: () => import('./distributed/relay.bench.js'),
  delivery: () => import('./distributed/delivery.bench.js'),
  operations: () => import('./distributed/operations.bench.js'),
  idle: () => import('./distributed/idle.bench.js'),
  meilisearch: () => import('./distributed/meilisearch.bench.js'),
};

/** `npm run bench [-- name...]`: prints a table; with no names also writes the results file. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no bench named ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const rows: Row[] = [];
  for (const [name, load] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`${name} ...\n`);
    rows.push(...(await (await load()).run()));
  }
  process.stdout.write(`${plainTable(rows)}\n`);
  if (names.length === 0) writeFileSync(join('bench', 'results.md'), resultsOf(rows));
  if (rows.some((row) => 'holds' in row && !row.holds)) process.exitCode = 1;
}

function resultsOf(rows: readonly Row[]): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}`;
  return `# Measured figures

\`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}, everything on loopback. Each reference was measured in the same run;
compare ratios, not machines.

${markdownTable(rows)}
`;
}

await main(process.argv.slice(2));
