import type { ArticleHead } from '#ports/article-store.port.js';
import type { JobRequest } from '#ports/job-queue.port.js';

/** Queue of the articles that could not be prepared with the others. */
export const HELD_QUEUE = 'ingestion.prepare-held';

/** The job that tries one version of an article again, in the trace that brought it. */
export function heldJobOf({ id, version }: ArticleHead, traceparent?: string): JobRequest {
  const data = { articleId: id, version, ...(traceparent === undefined ? {} : { traceparent }) };
  return { queue: HELD_QUEUE, id: `${id}.${version}`, data };
}
