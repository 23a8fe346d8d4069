import { TransientError } from '#contracts/errors.js';
import { ArticleStore, type ArticleWrite } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { Preparing } from '../prepare-article/preparing.js';
import { RELEASE_QUEUE } from './release-queue.js';

const BATCH = 500;

/** Lets articles out whose embargo has ended: at their own time, and by a look every minute for what was missed. */
@Injectable()
export class ReleaseEmbargo {
  constructor(
    private readonly store: ArticleStore,
    private readonly preparing: Preparing,
    private readonly clock: Clock,
  ) {}

  @OnSchedule({ queue: RELEASE_QUEUE, id: 'sweep', cron: '* * * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: RELEASE_QUEUE })
  async run(): Promise<void> {
    for (;;) {
      const due = await this.store.pending({ state: 'scheduled', dueBy: this.clock.now().toISOString(), limit: BATCH });
      const writes = due.map(({ head }) => ({
        expectedRevision: head.revision,
        head: { ...head, revision: head.revision + 1, state: 'accepted' as const },
        outbox: [],
      }));
      await this.commit(writes);
      if (due.length > 0) this.preparing.wake();
      if (due.length < BATCH) return;
    }
  }

  /** One that cannot be let out keeps back no other; it is thrown when they are done. */
  private async commit(writes: readonly ArticleWrite[]): Promise<void> {
    try {
      await this.store.commit(writes, []);
    } catch (error) {
      if (error instanceof TransientError) throw error;
      const results = await Promise.allSettled(writes.map((write) => this.store.commit([write], [])));
      this.preparing.wake();
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    }
  }
}
