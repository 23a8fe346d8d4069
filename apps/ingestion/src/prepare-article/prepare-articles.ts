import { TransientError } from '#contracts/errors.js';
import { ArticleStore, type ArticleWrite, type WaitingArticle } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { TextPool } from '#text/worker/text-pool.js';
import { Injectable } from '@nestjs/common';
import { StepProgress } from '../watch-progress/step-progress.js';
import { HeldArticles, type Culprit } from './held-articles.js';
import { publicationOf } from './publication.js';
import { textInputOf, toArticle } from './to-article.js';

const BATCH = 128;

/** Makes public forms of accepted articles: cleans, reads and measures their text, then publishes them with their facts. */
@Injectable()
export class PrepareArticles {
  readonly progress: StepProgress;

  constructor(
    private readonly store: ArticleStore,
    private readonly textPool: TextPool,
    private readonly held: HeldArticles,
    private readonly clock: Clock,
    private readonly load: RequestLoad,
  ) {
    this.progress = new StepProgress(clock);
  }

  /** Takes the oldest waiting ones and returns how many of them went on their way. Throws when none could. */
  next(): Promise<number> {
    return this.progress.note(this.portion());
  }

  private async portion(): Promise<number> {
    await this.load.eased();
    const waiting = await this.store.pending({ state: 'accepted', limit: this.load.pieceOf(BATCH) });
    if (waiting.length === 0) return 0;
    try {
      await this.publish(waiting);
      return waiting.length;
    } catch (error) {
      if (error instanceof TransientError) throw error;
      return this.oneByOne(waiting);
    }
  }

  /** Throws what keeps them from being published; a conflict is an article that changed meanwhile. */
  async publish(waiting: readonly WaitingArticle[]): Promise<ReadonlyArray<'written' | 'conflict'>> {
    const readable = waiting.map(({ head, received }) => {
      if (received === undefined) throw new Error(`what is stored of article ${head.id} cannot be read`);
      return { head, received };
    });
    const prepared = await this.textPool.run(
      'prepareArticles',
      readable.map(({ received }) => textInputOf(received)),
    );
    const now = this.clock.now();
    const writes = readable.flatMap(({ head, received }, index): ArticleWrite[] => {
      const text = prepared[index];
      return text === undefined ? [] : [publicationOf(head, received, toArticle(head, received, text), now)];
    });
    return this.store.commit(writes, []);
  }

  /** So that what is wrong with one stands in nobody else's way. */
  private async oneByOne(waiting: readonly WaitingArticle[]): Promise<number> {
    const culprits: Culprit[] = [];
    for (const one of waiting) {
      await this.load.eased();
      try {
        await this.publish([one]);
      } catch (error) {
        if (error instanceof TransientError) throw error;
        culprits.push({ ...one, error });
      }
    }
    return waiting.length - culprits.length + (await this.holdAll(culprits, waiting.length === culprits.length));
  }

  /** Returns how many could be held; that none could is thrown when nothing else went on either. */
  private async holdAll(culprits: readonly Culprit[], nothingElse: boolean): Promise<number> {
    const results = await Promise.allSettled(culprits.map((culprit) => this.held.hold(culprit)));
    const failed = results.filter((result) => result.status === 'rejected');
    if (nothingElse && failed.length === results.length) throw failed[0]?.reason;
    return results.length - failed.length;
  }
}
