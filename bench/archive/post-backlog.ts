import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { postArticles } from '#apps/operations/src/cli/post-articles.js';
import type { Article } from '#contracts/article.js';
import type { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { z } from 'zod';

const Made = z.looseObject({ secret: z.string() });

/** Posts articles through the signed webhook in batches, as fast as they are accepted; answers the ids that they were given. */
export async function postBacklog(newsroom: NewsroomProcess, articles: readonly Article[]): Promise<string[]> {
  const client = new ApiClient(newsroom.url, newsroom.adminToken);
  const source = { id: 'backlog', name: 'Backlog' };
  const { secret } = await client.post('/v1/sources', source, Made);
  const ids: string[] = [];
  for await (const { id, status, detail } of postArticles(client, { id: source.id, secret }, articles.map(toNative))) {
    if (id === undefined || status !== 202) throw new Error(`an article was answered ${status} ${detail ?? ''}`);
    ids.push(id);
  }
  return ids;
}

function toNative({ externalId, url, title, summary, text, language, ...said }: Article): Record<string, unknown> {
  const { type, sections, tags, people, organisations, places, authors, publishedAt } = said;
  return {
    ...{ externalId, url, title, summary, body: { text }, language },
    ...{ type, sections, tags, people, organisations, places, authors, publishedAt },
  };
}
