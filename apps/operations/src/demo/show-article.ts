import { RelatedItem } from '#contracts/related.js';
import { SearchAnswer } from '#contracts/search.js';
import { z } from 'zod';
import { printable } from '../cli/table.js';
import type { DemoClient } from './demo-client.js';
import { Receipt } from './receipt.js';
import type { SentEdition } from './send-edition.js';
import { until } from './until.js';

const Related = z.object({ items: z.array(RelatedItem.extend({ text: z.string() }).loose()) });
type Mailed = SentEdition['articles'][number];

/** What can be proved of one article of an edition: found, related, and where it went. */
export async function showArticle(demo: DemoClient, { language, articles }: SentEdition): Promise<string[]> {
  const { api } = demo;
  const shown = await nearestToOthers(demo, articles);
  if (shown === undefined) return ['The edition holds no article.'];
  const query = longestWord(shown.title);
  const [answer, receipt, related] = await Promise.all([
    api.call(`/v1/search?q=${encodeURIComponent(query)}&lang=${language}&limit=3`, SearchAnswer),
    until('the stage mailed', async () => {
      const found = await api.call(`/v1/articles/${shown.id}/receipt`, Receipt);
      return found.stages.some(({ stage }) => stage === 'mailed') ? found : undefined;
    }),
    api.call(`/v1/articles/${shown.id}/related?limit=3&lang=${language}`, Related),
  ]);
  return [
    `Search for "${query}": ${answer.total} found in ${answer.tookMs.toFixed(1)} ms`,
    ...answer.hits.map(({ title, publishedAt }) => `  ${publishedAt.slice(0, 10)}  ${printable(title)}`),
    '',
    `Receipt of "${printable(shown.title)}"`,
    ...receipt.stages.map(({ stage, at, version }) => `  ${at}  ${stage.padEnd(10)} version ${version}`),
    '',
    'Related, and why',
    ...related.items.flatMap(({ title, score, text }) => [
      `  ${score.toFixed(2)}  ${printable(title)}`,
      `        ${printable(text)}`,
    ]),
    '',
    'Pages',
    `  article   ${api.url}/a/${shown.id}`,
  ];
}

/** The article with the nearest neighbour, of which there is most to see. */
async function nearestToOthers({ api }: DemoClient, articles: readonly Mailed[]): Promise<Mailed | undefined> {
  let nearest: Mailed | undefined;
  let best = -1;
  for (const article of articles) {
    const { items } = await api.call(`/v1/articles/${article.id}/related?limit=1`, Related);
    const score = items[0]?.score ?? 0;
    if (score > best) [nearest, best] = [article, score];
  }
  return nearest;
}

function longestWord(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
