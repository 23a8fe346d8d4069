import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { SummaryDto } from '#apps/operations/src/summary/summary.dto.js';
import { GROUPS } from '#contracts/topics.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedArticles } from './archive/generated-articles.js';
import { percentile } from './archive/percentile.js';
import { PlainRows } from './archive/plain-rows.js';
import { postBacklog } from './archive/post-backlog.js';
import { searchQueries, type ReaderQuery } from './archive/search-queries.js';
import { timeSearches } from './archive/search-over-http.js';
import type { BenchRow } from './bench-row.js';
import { residentMb } from './resident-memory.js';

const SEED = 1;
const ARTICLES = 10_000;
const QUERIES = 2_000;
/** A reader asks so often while the backlog is worked off. */
const SEARCH_EVERY_MS = 100;
const LOOK_EVERY_MS = 500;
const WITHIN_MS = 20 * 60_000;
const LEAST_INDEXED = 500;
const LEAST_RELATED = 200;
const SLOWEST_SEARCH_MS = 60;
/** Articles per transaction of the reference: a batch of the related handler. */
const REFERENCE_BATCH = 64;

interface WorkedOff {
  readonly indexedSeconds: number;
  readonly relatedSeconds: number;
  readonly searches: readonly number[];
  readonly peakMb: number;
}

/** A backlog through the signed webhook, prepared, indexed and related by one process while a reader searches in it. */
export async function run(): Promise<BenchRow[]> {
  const articles = [...generatedArticles(ARTICLES, SEED)];
  const queries = searchQueries(articles, QUERIES, SEED);
  const folder = mkdtempSync(join(tmpdir(), 'courant-bench-'));
  const plain = new PlainRows(folder);
  const newsroom = await NewsroomProcess.start();
  try {
    const worked = await workOff(newsroom, articles, queries);
    const rows = articles.map((article): [string, string] => [article.id, JSON.stringify(article)]);
    return rowsOf(worked, ARTICLES / plain.fill(rows, REFERENCE_BATCH));
  } finally {
    await newsroom.dispose();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times run from the first byte posted. */
async function workOff(
  newsroom: NewsroomProcess,
  articles: Parameters<typeof postBacklog>[1],
  queries: readonly ReaderQuery[],
): Promise<WorkedOff> {
  const began = performance.now();
  const reading = new AbortController();
  const searching = searches(newsroom.url, queries, reading.signal);
  const [, work] = await Promise.all([postBacklog(newsroom, articles), watch(newsroom, began)]);
  reading.abort();
  return { ...work, searches: await searching };
}

async function watch(newsroom: NewsroomProcess, began: number): Promise<Omit<WorkedOff, 'searches'>> {
  const client = new ApiClient(newsroom.url, newsroom.adminToken);
  let indexedSeconds = 0;
  let peakMb = 0;
  while (performance.now() - began < WITHIN_MS) {
    const { articles, consumers } = await client.call('/v1/ops/summary', SummaryDto);
    const seconds = (performance.now() - began) / 1_000;
    peakMb = Math.max(peakMb, residentMb(newsroom.pid));
    if (indexedSeconds === 0 && articles >= ARTICLES) indexedSeconds = seconds;
    const left = consumers.find(({ group }) => group === GROUPS.relatedProfiler)?.lag;
    if (indexedSeconds > 0 && left === 0) return { indexedSeconds, relatedSeconds: seconds, peakMb };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error('the backlog was not worked off in time');
}

/** One reader who asks at a steady pace, or as soon as the last answer came when that takes longer. */
async function searches(url: string, queries: readonly ReaderQuery[], signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let next = 0; !signal.aborted; next += 1) {
    const query = queries[next % queries.length];
    if (query === undefined) throw new Error('there is nothing to search for');
    const [time = 0] = await timeSearches(url, [query], 1);
    times.push(time);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, SEARCH_EVERY_MS - time)));
  }
  return times;
}

function rowsOf({ indexedSeconds, relatedSeconds, searches, peakMb }: WorkedOff, plainRate: number): BenchRow[] {
  const note = `${ARTICLES} articles, seed ${SEED}; at most ${Math.round(peakMb)} MB resident`;
  const reference = { name: 'plain SQLite, article by key, 64 per transaction', value: plainRate, unit: '/s' };
  const rate = (name: string, seconds: number, least: number): BenchRow => {
    const value = ARTICLES / seconds;
    return { name, value, unit: '/s', bound: `>= ${least} /s`, holds: value >= least, reference, note };
  };
  const p95 = percentile(searches, 0.95);
  const [p50, most] = [percentile(searches, 0.5), percentile(searches, 1)];
  return [
    rate('backlog prepared and indexed', indexedSeconds, LEAST_INDEXED),
    rate('backlog related', relatedSeconds, LEAST_RELATED),
    {
      ...{ name: 'search while the backlog is worked off, p95', value: p95, unit: 'ms' },
      ...{ bound: `< ${SLOWEST_SEARCH_MS} ms`, holds: p95 < SLOWEST_SEARCH_MS },
      note: `${searches.length} searches, p50 ${p50.toFixed(1)}, longest ${most.toFixed(0)} ms`,
    },
  ];
}
