import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { postArticles } from '#apps/operations/src/cli/post-articles.js';
import type { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { z } from 'zod';
import type { Document, LabelledArticle } from './labelled-article.js';
import { settled } from './settled.js';

const LONGEST_TITLE = 500;
const Made = z.looseObject({ secret: z.string() });

/** Posts the documents through the signed webhook, without their labels, and waits until all are found and related. */
export async function ingest(newsroom: NewsroomProcess, documents: readonly Document[]): Promise<LabelledArticle[]> {
  const client = new ApiClient(newsroom.url, newsroom.adminToken);
  const source = { id: 'evaluation', name: 'Evaluation' };
  const { secret } = await client.post('/v1/sources', source, Made);
  const natives = documents.map(({ name, title, body, language }) => ({
    externalId: name,
    title: title.slice(0, LONGEST_TITLE),
    body: { text: body.trim() === '' ? title : body },
    ...(language === undefined ? {} : { language }),
  }));
  const articles: LabelledArticle[] = [];
  let index = 0;
  for await (const { id, status, detail } of postArticles(client, { id: source.id, secret }, natives)) {
    const document = documents[index];
    index += 1;
    if (document === undefined || id === undefined || status !== 202) {
      process.stderr.write(`${document?.name ?? '?'} was answered ${status} ${detail ?? ''}\n`);
      continue;
    }
    articles.push({ ...document, id });
  }
  await settled(client, new Set(articles.map(({ id }) => id)).size);
  return articles;
}
