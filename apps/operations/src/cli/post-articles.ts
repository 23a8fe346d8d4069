import { Problem } from '#contracts/problem.js';
import { z } from 'zod';
import { ApiClient, ApiError } from './api-client.js';
import { signWebhook } from './sign-webhook.js';

const BatchResult = z.object({
  status: z.int(),
  id: z.string().optional(),
  version: z.int().optional(),
  outcome: z.string().optional(),
  receipt: z.string().optional(),
  detail: z.string().optional(),
  errors: Problem.shape.errors,
});
export type PostResult = z.infer<typeof BatchResult>;
const BatchAnswer = z.object({ results: z.array(BatchResult) });

/** The webhook's own limits: articles per batch, and bytes of a body with room to spare below 2 MiB. */
const BATCH_ARTICLES = 50;
const BATCH_BYTES = 1_500_000;

/** Posts articles through the signed webhook in batches; yields one result per article, in order. */
export async function* postArticles(
  client: ApiClient,
  source: { id: string; secret: string },
  articles: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<PostResult> {
  let batch: string[] = [];
  let bytes = 0;
  for await (const article of articles) {
    const text = JSON.stringify(article);
    const size = Buffer.byteLength(text);
    if (batch.length === BATCH_ARTICLES || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield* await postBatch(client, source, batch);
      batch = [];
      bytes = 0;
    }
    batch.push(text);
    bytes += size;
  }
  if (batch.length > 0) yield* await postBatch(client, source, batch);
}

async function postBatch(
  client: ApiClient,
  source: { id: string; secret: string },
  batch: string[],
): Promise<PostResult[]> {
  const path = `/v1/sources/${encodeURIComponent(source.id)}/articles`;
  const { body, headers } = signWebhook(`{"articles":[${batch.join(',')}]}`, source.secret, new Date());
  const { results } = await client.call(path, BatchAnswer, { method: 'POST', body, headers });
  if (results.length !== batch.length)
    throw new ApiError(502, undefined, `${path}: ${results.length} results for ${batch.length} articles`);
  return results;
}
