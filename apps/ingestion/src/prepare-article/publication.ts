import { createEvent } from '#contracts/cloud-event.js';
import type { Article } from '#contracts/article.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import type { ArticleHead, ArticleVersion, ArticleWrite } from '#ports/article-store.port.js';

/** The write that makes a prepared version public, with its facts. */
export function publicationOf(head: ArticleHead, received: ArticleVersion, article: Article, now: Date): ArticleWrite {
  const origin = { service: 'ingestion', time: now, traceparent: received.traceparent } as const;
  const { version } = head;
  const previousVersion = head.publishedVersion ?? null;
  const { releaseAt: _released, ...rest } = head;
  return {
    expectedRevision: head.revision,
    head: { ...rest, revision: head.revision + 1, state: 'published', publishedVersion: version },
    published: article,
    outbox: [
      createEvent(ArticlePublished, { article, version, previousVersion }, origin),
      createEvent(StageCompleted, { articleId: head.id, version, stage: 'published', at: now.toISOString() }, origin),
    ],
  };
}
