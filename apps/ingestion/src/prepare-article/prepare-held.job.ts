import { ArticleId } from '#contracts/ids.js';
import { ArticleStore } from '#ports/article-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { OutboxRelay } from '../publish-outbox/outbox-relay.js';
import { HELD_QUEUE, PrepareArticles } from './prepare-articles.js';

/** Tries a held article again; when its tries are used up it is a dead letter that can be redriven. */
@Injectable()
export class PrepareHeld {
  constructor(
    private readonly store: ArticleStore,
    private readonly prepare: PrepareArticles,
    private readonly relay: OutboxRelay,
  ) {}

  @HandleJobs({ queue: HELD_QUEUE })
  async run({ data }: Job): Promise<void> {
    const id = ArticleId.parse(data['articleId']);
    const head = (await this.store.heads([id])).get(id);
    if (head?.state !== 'held') return;
    const received = (await this.store.versions(id)).at(-1);
    if (received === undefined) throw new Error(`article ${id} is held without a version`);
    await this.prepare.publish([{ head, received }]);
    this.relay.wake();
  }
}
