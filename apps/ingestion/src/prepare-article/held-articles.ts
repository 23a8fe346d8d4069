import { ArticleStore, type WaitingArticle } from '#ports/article-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { traceFields } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { heldJobOf } from './held-job.js';

/** An article that cannot be prepared, and why. */
export interface Culprit extends WaitingArticle {
  readonly error: unknown;
}

/** Takes articles that cannot be prepared out of the way of the others. */
@Injectable()
export class HeldArticles {
  constructor(
    private readonly store: ArticleStore,
    private readonly jobQueue: JobQueue,
    private readonly logger: Logger,
  ) {}

  /** To be tried again as a job, which is there before the article is left to it: a crash between leaves both. */
  async hold({ head, received, error }: Culprit): Promise<void> {
    const traceparent = received?.traceparent;
    await this.jobQueue.add([heldJobOf(head, traceparent)]);
    const held = { ...head, revision: head.revision + 1, state: 'held' as const };
    await this.store.commit([{ expectedRevision: head.revision, head: held, outbox: [] }], []);
    this.logger.warn(
      { articleId: head.id, version: head.version, ...traceFields(traceparent), err: error },
      'article held: it could not be prepared',
    );
  }
}
