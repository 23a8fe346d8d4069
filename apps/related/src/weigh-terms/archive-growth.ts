import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';
import { ArchiveWeights } from './archive-weights.js';
import { RECOUNT_QUEUE } from './recount-queue.js';

/** Articles after which terms are counted for the first time; again whenever there are twice as many. */
const FIRST = 64;
const AGAIN = 2;
/** More articles usually come at the same time. */
const WAIT_MS = 500;

/** Has the terms counted anew as soon as the archive has outgrown the last count; the nightly count does the rest. */
@Injectable()
export class ArchiveGrowth {
  constructor(
    private readonly postings: PostingStore,
    private readonly weights: ArchiveWeights,
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async look(): Promise<void> {
    const { archive } = (await this.weights.current()).tables;
    const count = await this.postings.count();
    if (count < Math.max(FIRST, archive * AGAIN)) return;
    const step = Math.floor(Math.log(count / FIRST) / Math.log(AGAIN));
    const runAt = new Date(this.clock.now().getTime() + WAIT_MS);
    await this.jobQueue.add([{ queue: RECOUNT_QUEUE, id: `grown-${FIRST * AGAIN ** step}`, data: {}, runAt }]);
  }
}
