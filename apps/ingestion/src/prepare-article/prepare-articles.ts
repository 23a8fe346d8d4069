import { ArticleStore, type ArticleHead, type ArticleVersion } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Injectable } from '@nestjs/common';
import { publicationOf } from './publication.js';
import { textInputOf, toArticle } from './to-article.js';

const BATCH = 128;

/** Queue of the articles that could not be prepared with the others. */
export const HELD_QUEUE = 'ingestion.prepare-held';

interface Waiting {
  readonly head: ArticleHead;
  readonly received: ArticleVersion;
}

/** Makes public forms of accepted articles: cleans, reads and measures their text, then publishes them with their facts. */
@Injectable()
export class PrepareArticles {
  constructor(
    private readonly store: ArticleStore,
    private readonly textPool: TextPool,
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
    private readonly load: RequestLoad,
  ) {}

  /** Prepares the oldest waiting ones; returns how many there were. */
  async next(): Promise<number> {
    await this.load.eased();
    const waiting = await this.store.pending({ state: 'accepted', limit: this.load.pieceOf(BATCH) });
    if (waiting.length === 0) return 0;
    try {
      await this.publish(waiting);
    } catch (error) {
      if (!isOfText(error)) throw error;
      for (const one of waiting) await this.publishAlone(one);
    }
    return waiting.length;
  }

  /** Throws what keeps the article from being prepared. */
  async publish(waiting: readonly Waiting[]): Promise<void> {
    const prepared = await this.prepared(waiting);
    const now = this.clock.now();
    const writes = waiting.flatMap(({ head, received }, index) => {
      const text = prepared[index];
      return text === undefined ? [] : [publicationOf(head, received, toArticle(head, received, text), now)];
    });
    await this.store.commit(writes, []);
  }

  private async prepared(waiting: readonly Waiting[]) {
    try {
      return await this.textPool.run(
        'prepareArticles',
        waiting.map(({ received }) => textInputOf(received)),
      );
    } catch (cause) {
      throw new TextFailure('the text could not be prepared', { cause });
    }
  }

  /** One that fails alone is held and tried again as a job, so that it stands in nobody's way. */
  private async publishAlone(one: Waiting): Promise<void> {
    try {
      await this.publish([one]);
    } catch (error) {
      if (!isOfText(error)) throw error;
      const { head } = one;
      await this.jobQueue.add([{ queue: HELD_QUEUE, id: `${head.id}.${head.version}`, data: { articleId: head.id } }]);
      const held = { ...head, revision: head.revision + 1, state: 'held' as const };
      await this.store.commit([{ expectedRevision: head.revision, head: held, outbox: [] }], []);
    }
  }
}

class TextFailure extends Error {
  override readonly name = 'TextFailure';
}

function isOfText(error: unknown): boolean {
  return error instanceof TextFailure;
}
