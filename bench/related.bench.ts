import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedArticles } from './archive/generated-articles.js';
import { percentile, median } from './archive/percentile.js';
import { PlainRows } from './archive/plain-rows.js';
import { postBacklog } from './archive/post-backlog.js';
import { seededRandom, shuffled } from './archive/seeded-random.js';
import type { BenchRow } from './bench-row.js';
import { settled } from './evaluate/settled.js';

const SEED = 1;
const ARTICLES = 3_000;
const ROUNDS = 3;
const READS_PER_ROUND = 1_000;
const BOUND_MS = 5;

/** Reading related lists over HTTP, with reasons and sentences, one after another from all over the archive. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-bench-'));
  const plain = new PlainRows(folder);
  const newsroom = await NewsroomProcess.start();
  try {
    const ids = await postBacklog(newsroom, [...generatedArticles(ARTICLES, SEED)]);
    await settled(new ApiClient(newsroom.url, newsroom.adminToken), ids.length);
    const read = shuffled(ids, seededRandom(SEED)).slice(0, READS_PER_ROUND);
    const answers: Array<[string, string]> = [];
    for (const id of read) answers.push([id, (await timedRead(newsroom.url, id)).text]);
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const times: number[] = [];
      for (const id of read) times.push((await timedRead(newsroom.url, id)).milliseconds);
      rounds.push(times);
    }
    plain.fill(answers, READS_PER_ROUND);
    return [
      rowOf(
        rounds,
        read.map((id) => plain.time(id)),
      ),
    ];
  } finally {
    await newsroom.dispose();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timedRead(url: string, id: string): Promise<{ text: string; milliseconds: number }> {
  const began = performance.now();
  const response = await fetch(`${url}/v1/articles/${id}/related`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the related list of ${id} was answered ${response.status}`);
  return { text, milliseconds: performance.now() - began };
}

function rowOf(rounds: ReadonlyArray<readonly number[]>, reference: readonly number[]): BenchRow {
  const value = median(rounds.map((times) => percentile(times, 0.95)));
  const p50 = median(rounds.map((times) => percentile(times, 0.5)));
  const p99 = median(rounds.map((times) => percentile(times, 0.99)));
  return {
    ...{
      name: 'related list read over HTTP, p95',
      value,
      unit: 'ms',
      bound: `< ${BOUND_MS} ms`,
      holds: value < BOUND_MS,
    },
    reference: {
      name: 'the same answers by key from plain SQLite, in process, p95',
      value: percentile(reference, 0.95),
      unit: 'ms',
    },
    note: `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(2)} ms; ${ARTICLES} articles, ${ROUNDS} x ${READS_PER_ROUND} reads, seed ${SEED}`,
  };
}
