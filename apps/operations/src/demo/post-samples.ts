import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postArticles, type PostResult } from '../cli/post-articles.js';
import { readArticles } from '../cli/read-articles.js';
import { SummaryDto } from '../summary/summary.dto.js';
import type { Terminal } from '../cli/terminal.js';
import type { DemoClient } from './demo-client.js';
import { until } from './until.js';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), 'sample', 'articles.jsonl');

/** Posts the sample articles through the signed webhook, one request each, and waits until they are indexed and related. */
export async function postSamples(
  demo: DemoClient,
  source: { id: string; secret: string },
  terminal: Terminal,
): Promise<PostResult[]> {
  const articles: unknown[] = [];
  for await (const article of readArticles(SAMPLE)) articles.push(article);
  const results = await terminal.progress('posting', articles.length, async (tick) => {
    const posted: PostResult[] = [];
    for (const article of articles) {
      for await (const result of postArticles(demo.api, source, [article])) posted.push(result);
      tick();
    }
    return posted;
  });
  await settled(demo);
  return results;
}

/** Every event is handled and nothing waits in ingestion. */
async function settled({ api }: DemoClient): Promise<void> {
  let before = '';
  await until('handling all articles', async () => {
    const { articles, consumers } = await api.call('/v1/ops/summary', SummaryDto);
    const now = JSON.stringify([articles, consumers.map(({ lag }) => lag)]);
    const still = consumers.every(({ lag }) => lag === 0) && articles > 0 && now === before;
    before = now;
    return still ? articles : undefined;
  });
}
