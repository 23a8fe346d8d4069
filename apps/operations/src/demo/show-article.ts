import { RelatedItem } from '#contracts/related.js';
import { SearchAnswer } from '#contracts/search.js';
import { z } from 'zod';
import { printable } from '../cli/table.js';
import type { DemoClient } from './demo-client.js';

const Receipt = z.looseObject({
  stages: z.array(z.looseObject({ stage: z.string(), at: z.string(), version: z.int() })),
});
const Related = z.object({ items: z.array(RelatedItem.extend({ text: z.string() }).loose()) });
const QUERY = 'Sperrwerk';

/** What can be proved of one article: found, related, and where it went. */
export async function showArticle({ api }: DemoClient): Promise<string[]> {
  const answer = await api.call(`/v1/search?q=${QUERY}&lang=de&limit=3`, SearchAnswer);
  const [first] = answer.hits;
  if (first === undefined) return [`No article for "${QUERY}".`];
  const [receipt, related] = await Promise.all([
    api.call(`/v1/articles/${first.id}/receipt`, Receipt),
    api.call(`/v1/articles/${first.id}/related?limit=4&lang=de`, Related),
  ]);
  return [
    `Search for "${QUERY}": ${answer.total} found in ${answer.tookMs.toFixed(1)} ms`,
    ...answer.hits.map(({ title, publishedAt }) => `  ${publishedAt.slice(0, 10)}  ${printable(title)}`),
    '',
    `Receipt of "${printable(first.title)}"`,
    ...receipt.stages.map(({ stage, at, version }) => `  ${at}  ${stage.padEnd(10)} version ${version}`),
    '',
    'Related, and why',
    ...related.items.flatMap(({ title, score, text }) => [
      `  ${score.toFixed(2)}  ${printable(title)}`,
      `        ${printable(text)}`,
    ]),
    '',
    'Pages',
    `  article   ${api.url}/a/${first.id}`,
  ];
}
