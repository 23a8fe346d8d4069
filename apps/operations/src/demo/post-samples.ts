import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { postArticles, type PostResult } from '../cli/post-articles.js';
import { readArticles } from '../cli/read-articles.js';
import type { Terminal } from '../cli/terminal.js';
import type { DemoClient } from './demo-client.js';
import { Receipt } from './receipt.js';
import { until } from './until.js';

const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), 'sample', 'articles.jsonl');
const STAGES = ['indexed', 'related'];
/** Status of an article that changed something. */
const TAKEN = 202;

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
  for (const result of results) await handled(demo, result);
  return results;
}

/** An article that this run brought has gone through every stage before mail, or is taken back; one under embargo waits. */
async function handled({ api }: DemoClient, { id, status, outcome }: PostResult): Promise<void> {
  if (id === undefined || status !== TAKEN || outcome === 'scheduled') return;
  await until(`handling article ${id}`, async () => {
    const { stages } = await api.call(`/v1/articles/${id}/receipt`, Receipt);
    const reached = new Set(stages.map(({ stage }) => stage));
    return reached.has('withdrawn') || STAGES.every((stage) => reached.has(stage)) ? true : undefined;
  });
}
