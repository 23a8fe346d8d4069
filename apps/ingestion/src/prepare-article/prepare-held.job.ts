import { ArticleId } from '#contracts/ids.js';
import { ArticleStore } from '#ports/article-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { OutboxRelay } from '../publish-outbox/outbox-relay.js';
import { HELD_QUEUE } from './held-job.js';
import { PrepareArticles } from './prepare-articles.js';

/** Tries an article again that could not be prepared; when its tries are used up it is a dead letter that can be redriven. */
@Injectable()
export class PrepareHeld {
  constructor(
    private readonly store: ArticleStore,
    private readonly prepare: PrepareArticles,
    private readonly relay: OutboxRelay,
  ) {}

  @HandleJobs({ queue: HELD_QUEUE, stage: { service: 'ingestion', stage: 'published' } })
  async run({ data }: Job): Promise<void> {
    const id = ArticleId.parse(data['articleId']);
    while (!(await this.isSettled(id)));
    this.relay.wake();
  }

  /** An article may be held at any moment after its job was added, so its state is read again after every conflict. */
  private async isSettled(id: ArticleId): Promise<boolean> {
    const head = (await this.store.heads([id])).get(id);
    if (head?.state !== 'held' && head?.state !== 'accepted') return true;
    const received = (await this.store.versions(id)).at(-1);
    if (received === undefined) throw new Error(`article ${id} waits without a version`);
    const [result] = await this.prepare.publish([{ head, received }]);
    return result === 'written';
  }
}
