import type { Article } from '#contracts/article.js';
import { createEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { KafkaEventLog } from '#distributed/event-log/kafka-event-log.js';
import { givenMeilisearch } from '#distributed/testing/given-meilisearch.js';
import { eventually } from '#ports/testing/eventually.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { randomBytes } from 'node:crypto';
import { Engines } from '../../test/engines/engines.js';
import { generatedArticles } from '../archive/generated-articles.js';
import { median, percentile } from '../archive/percentile.js';
import { searchQueries, type ReaderQuery } from '../archive/search-queries.js';
import { timeSearches } from '../archive/search-over-http.js';
import type { Row } from '../bench-row.js';
import { DirectMeilisearch } from './direct-meilisearch.js';
import { RecordingProxy, wavesOf, type Recorded } from './recording-proxy.js';
import { withEngine } from './with-engine.js';

const SEED = 1;
const ARTICLES = 10_000;
const QUERIES = 300;
const WARM_UP = 30;
const APPENDED_AT_ONCE = 500;
const INDEXED_WITHIN_MS = 15 * 60_000;
const LEAST_PER_TASK = 500;
const MOST_TIMES = 1.25;
const SEARCH = {
  name: `search ${ARTICLES} articles over HTTP on Meilisearch, p50`,
  bound: `<= ${MOST_TIMES} x the direct call`,
};
const BACKLOG = {
  name: `documents per task, backlog of ${ARTICLES} articles to Meilisearch`,
  bound: `>= ${LEAST_PER_TASK}`,
};

/** A query and what the search process asked the server for it: waves of requests that were under way together. */
interface Replay {
  readonly query: ReaderQuery;
  readonly waves: ReadonlyArray<readonly Recorded[]>;
}

/** Search and indexing over a given Meilisearch server, beside the server itself asked directly for the same. */
export async function run(): Promise<Row[]> {
  const given = givenMeilisearch();
  if (given === undefined) {
    const notRun = 'COURANT_MEILI_URL names no Meilisearch server';
    return [SEARCH, BACKLOG].map((row) => ({ ...row, notRun }));
  }
  const server = new DirectMeilisearch(given.url, given.key);
  return withEngine(
    () => Engines.start(),
    [SEARCH, BACKLOG],
    (engines) => measure(engines, server),
  );
}

async function measure(engines: Engines, server: DirectMeilisearch): Promise<Row[]> {
  const namespace = `bench-${randomBytes(4).toString('hex')}`;
  const articles = [...generatedArticles(ARTICLES, SEED)];
  const proxy = new RecordingProxy(server.url);
  const proxied = await proxy.start();
  await fillLog(engines, namespace, articles);
  const env = {
    ...{ ...engines.env(namespace), ...server.env, COURANT_SEARCH_ENGINE: 'meilisearch' },
    COURANT_SECRET: randomBytes(32).toString('hex'),
    COURANT_PUBLIC_URL: 'http://127.0.0.1:3000',
  };
  const search = await NewsroomProcess.start({ service: 'search', env: { ...env, COURANT_MEILI_URL: proxied } });
  const queries = searchQueries(articles, QUERIES, SEED);
  try {
    const tasks = await indexed(proxy);
    const replays = await record(search, proxy, queries);
    await search.dispose();
    return [await timed(env, server, replays), tasksRow(tasks)];
  } finally {
    await search.dispose();
    await proxy.stop();
    await server.deleteIndex(`${namespace}_articles`);
  }
}

async function fillLog({ kafka }: Engines, namespace: string, articles: readonly Article[]): Promise<void> {
  const eventLog = new KafkaEventLog({ brokers: [kafka.broker], namespace, clock: new SystemClock() });
  const origin = { service: 'ingestion', time: new Date() } as const;
  for (let from = 0; from < articles.length; from += APPENDED_AT_ONCE) {
    const some = articles.slice(from, from + APPENDED_AT_ONCE);
    await eventLog.append(
      some.map((article) => createEvent(ArticlePublished, { article, version: 1, previousVersion: null }, origin)),
    );
  }
  await eventLog.close();
}

/** Documents of each task, in order, once all articles were sent. */
async function indexed(proxy: RecordingProxy): Promise<number[]> {
  const tasks: number[] = [];
  const all = (): boolean => {
    for (const { method, path, body } of proxy.take()) {
      if (method !== 'POST' || !/\/documents$/.test(path.split('?')[0] ?? '')) continue;
      tasks.push((JSON.parse(body) as unknown[]).length);
    }
    return tasks.reduce((sum, documents) => sum + documents, 0) >= ARTICLES;
  };
  await eventually(all, { withinMs: INDEXED_WITHIN_MS, what: 'the backlog in the index' });
  return tasks;
}

/** What the search process asks for each query, one query at a time. */
async function record(
  search: NewsroomProcess,
  proxy: RecordingProxy,
  queries: readonly ReaderQuery[],
): Promise<Replay[]> {
  const replays: Replay[] = [];
  for (const query of queries) {
    proxy.take();
    await timeSearches(search.url, [query], 1);
    replays.push({ query, waves: wavesOf(proxy.take().filter(({ path }) => /search$/.test(path))) });
  }
  return replays;
}

/** Every query over HTTP and directly in turns, the process now without the proxy. */
async function timed(
  env: Readonly<Record<string, string | undefined>>,
  server: DirectMeilisearch,
  replays: readonly Replay[],
): Promise<Row> {
  const search = await NewsroomProcess.start({ service: 'search', env });
  const overHttp: number[] = [];
  const direct: number[] = [];
  try {
    const warmUp = replays.slice(0, WARM_UP);
    await timeSearches(
      search.url,
      warmUp.map(({ query }) => query),
      1,
    );
    for (const [index, { query, waves }] of replays.entries()) {
      if (index % 2 === 0) direct.push(await server.time(waves));
      overHttp.push(...(await timeSearches(search.url, [query], 1)));
      if (index % 2 === 1) direct.push(await server.time(waves));
    }
  } finally {
    await search.dispose();
  }
  const value = median(overHttp);
  const reference = median(direct);
  const calls = replays.reduce((sum, { waves }) => sum + waves.flat().length, 0) / replays.length;
  return {
    ...{ ...SEARCH, value, unit: 'ms', holds: value <= reference * MOST_TIMES },
    reference: { name: 'the same requests to the server itself', value: reference, unit: 'ms' },
    note: `${replays.length} queries, ${calls.toFixed(1)} requests each; p95 ${percentile(overHttp, 0.95).toFixed(1)} ms, direct ${percentile(direct, 0.95).toFixed(1)} ms`,
  };
}

/** What is left at the end may be less. */
function tasksRow(tasks: readonly number[]): Row {
  const value = Math.min(...tasks.slice(0, -1));
  return {
    ...{ ...BACKLOG, value, unit: 'documents', holds: value >= LEAST_PER_TASK },
    note: `the smallest of ${tasks.length} tasks but the last: ${tasks.join(', ')}`,
  };
}
