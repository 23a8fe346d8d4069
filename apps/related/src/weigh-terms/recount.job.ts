import type { Job } from '#ports/job-queue.port.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { UpdateLists } from '../find-neighbours/update-lists.js';
import { ArchiveWeights } from './archive-weights.js';
import { CountTerms } from './count-terms.js';
import { RECOUNT_QUEUE } from './recount-queue.js';

/** An archive that grew less since the last count is not worth another. */
const GROWN_BY = 1.1;
const LISTS_AT_ONCE = 8;

/**
 * Counts the terms anew, then makes the lists of the newest articles again under the new weights, so that lists made early
 * in a growing archive become what they would be if it had always been there. Does nothing where nothing changed.
 */
@Injectable()
export class Recount {
  constructor(
    private readonly postings: PostingStore,
    private readonly weights: ArchiveWeights,
    private readonly countTerms: CountTerms,
    private readonly lists: UpdateLists,
  ) {}

  @OnSchedule({ queue: RECOUNT_QUEUE, id: 'nightly', cron: '17 3 * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: RECOUNT_QUEUE })
  async run(job: Job, signal: AbortSignal): Promise<void> {
    const { archive } = (await this.weights.current()).tables;
    const count = await this.postings.count();
    const begunBefore = job.attempts > 1;
    if (!begunBefore && count < archive * GROWN_BY && count * GROWN_BY > archive) return;
    await this.countTerms.run(signal);
    for await (const page of this.countTerms.newest(signal)) {
      for (let from = 0; from < page.length; from += LISTS_AT_ONCE) {
        signal.throwIfAborted();
        await this.lists.remake(page.slice(from, from + LISTS_AT_ONCE).map(({ id }) => id));
      }
    }
  }
}
