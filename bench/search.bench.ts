import type { Article } from '#contracts/article.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedArticles } from './archive/generated-articles.js';
import { ArchiveLoader } from './archive/load-archive.js';
import { median, percentile } from './archive/percentile.js';
import { PlainFts } from './archive/plain-fts.js';
import { timePostToSearchable } from './archive/post-to-searchable.js';
import { searchQueries, type ReaderQuery, type Remembered } from './archive/search-queries.js';
import { timeSearches } from './archive/search-over-http.js';
import type { BenchRow } from './bench-row.js';
import { residentMb } from './resident-memory.js';

const SEED = 1;
const ARTICLES = 100_000;
const BATCH = 1_000;
const ROUNDS = 3;
const QUERIES_PER_ROUND = 300;
const POSTS = 60;

interface Round {
  readonly one: readonly number[];
  readonly eight: readonly number[];
}

/** Search over a hundred thousand articles with facets, marks and typos on, and the way of one article to the first search. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-bench-'));
  const dataDir = join(folder, 'data');
  const plain = new PlainFts(folder);
  const { seconds, remembered } = await fill(dataDir, plain);
  const queries = searchQueries(remembered, (ROUNDS + 1) * QUERIES_PER_ROUND, SEED);
  const newsroom = await NewsroomProcess.start({ dataDir });
  try {
    const sets = Array.from({ length: ROUNDS + 1 }, (_, round) =>
      queries.slice(round * QUERIES_PER_ROUND, (round + 1) * QUERIES_PER_ROUND),
    );
    await timeRound(newsroom.url, sets[0] ?? []);
    const rounds: Round[] = [];
    for (const set of sets.slice(1)) rounds.push(await timeRound(newsroom.url, set));
    const reference = queries.map((query) => plain.time(query));
    const memory = Math.round(residentMb(newsroom.pid));
    const posts = await timePostToSearchable(newsroom, POSTS);
    return rowsOf({
      rounds,
      reference,
      posts,
      note: `seed ${SEED}, ${ROUNDS} rounds, indexed in ${seconds.toFixed(0)} s, ${memory} MB resident`,
    });
  } finally {
    await newsroom.dispose();
    plain.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills both, some articles at a time; `seconds` is the time of Courant's index alone. */
async function fill(dataDir: string, plain: PlainFts): Promise<{ seconds: number; remembered: Remembered[] }> {
  const loader = await ArchiveLoader.open(dataDir);
  const remembered: Remembered[] = [];
  let milliseconds = 0;
  const put = async (articles: Article[]): Promise<void> => {
    const began = performance.now();
    await loader.put(articles);
    milliseconds += performance.now() - began;
    plain.fill(articles);
  };
  const batch: Article[] = [];
  for (const article of generatedArticles(ARTICLES, SEED)) {
    const { title, canonicalLanguage, sections } = article;
    remembered.push({ title, canonicalLanguage, sections });
    batch.push(article);
    if (batch.length === BATCH) await put(batch.splice(0));
  }
  await put(batch);
  await loader.close();
  return { seconds: milliseconds / 1_000, remembered };
}

async function timeRound(url: string, queries: readonly ReaderQuery[]): Promise<Round> {
  return { one: await timeSearches(url, queries, 1), eight: await timeSearches(url, queries, 8) };
}

interface Measured {
  readonly rounds: readonly Round[];
  readonly reference: readonly number[];
  readonly posts: readonly number[];
  readonly note: string;
}

function rowsOf({ rounds, reference, posts, note }: Measured): BenchRow[] {
  const ofRounds = (part: number, clients: keyof Round): number =>
    median(rounds.map((round) => percentile(round[clients], part)));
  const row = (name: string, value: number, bound: number, part: number): BenchRow => ({
    ...{ name, value, unit: 'ms', bound: `< ${bound} ms`, holds: value < bound, note },
    reference: {
      name: `plain FTS5, rank, highlight, snippet, in process, p${part * 100}`,
      value: percentile(reference, part),
      unit: 'ms',
    },
  });
  const longest = Math.max(...rounds.flatMap(({ one, eight }) => [...one, ...eight]));
  const posted = percentile(posts, 0.95);
  return [
    row(`search ${ARTICLES} articles over HTTP, 1 client, p50`, ofRounds(0.5, 'one'), 5, 0.5),
    row(`search ${ARTICLES} articles over HTTP, 1 client, p95`, ofRounds(0.95, 'one'), 25, 0.95),
    {
      ...row(`search ${ARTICLES} articles over HTTP, 8 clients, p95`, ofRounds(0.95, 'eight'), 60, 0.95),
      note: `longest ${longest.toFixed(0)} ms`,
    },
    {
      ...{
        name: 'post to searchable, idle system, p95',
        value: posted,
        unit: 'ms',
        bound: '< 200 ms',
        holds: posted < 200,
      },
      note: `${POSTS} articles beside ${ARTICLES}; p50 ${median(posts).toFixed(0)} ms, longest ${Math.max(...posts).toFixed(0)} ms`,
    },
  ];
}
