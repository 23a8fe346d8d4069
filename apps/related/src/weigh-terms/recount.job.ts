import { GROUPS } from '#contracts/topics.js';
import { EventLog } from '#ports/event-log.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { UpdateLists } from '../find-neighbours/update-lists.js';
import { ArchiveWeights } from './archive-weights.js';
import { CountTerms } from './count-terms.js';
import { RECOUNT_QUEUE } from './recount-queue.js';

/** An archive that grew less since the last count is not worth another. */
const GROWN_BY = 1.1;
/** Within a backlog terms are counted again when there are so many times the articles. */
const GROWN_BY_WITHIN_BACKLOG = 2;
const LISTS_AT_ONCE = 8;
const LOOK_EVERY_MS = 250;
/** Lists are made again after so long at the latest, even if articles never stop coming. */
const WAIT_AT_MOST_MS = 10 * 60_000;

/**
 * Counts the terms anew, then makes the lists of the newest articles again under the new weights, so that lists made early
 * in a growing archive become what they would be if it had always been there. While articles wait to be related the lists are
 * left: they would only be made again for what comes next. Does nothing where nothing changed.
 */
@Injectable()
export class Recount {
  constructor(
    private readonly postings: PostingStore,
    private readonly weights: ArchiveWeights,
    private readonly countTerms: CountTerms,
    private readonly lists: UpdateLists,
    private readonly eventLog: EventLog,
  ) {}

  @OnSchedule({ queue: RECOUNT_QUEUE, id: 'nightly', cron: '17 3 * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: RECOUNT_QUEUE })
  async run(job: Job, signal: AbortSignal): Promise<void> {
    const begunBefore = job.attempts > 1;
    if (!begunBefore && !(await this.hasChangedBy(GROWN_BY))) return;
    await this.countTerms.run(signal);
    await this.backlogWorkedOff(signal);
    if (await this.hasChangedBy(GROWN_BY)) await this.countTerms.run(signal);
    await this.remakeLists(signal);
  }

  /** Keeps the weights fit while the archive grows. */
  private async backlogWorkedOff(signal: AbortSignal): Promise<void> {
    const latest = performance.now() + WAIT_AT_MOST_MS;
    while ((await this.isBehind()) && performance.now() < latest) {
      await pause(LOOK_EVERY_MS, undefined, { signal });
      if (await this.hasChangedBy(GROWN_BY_WITHIN_BACKLOG)) await this.countTerms.run(signal);
    }
  }

  private async isBehind(): Promise<boolean> {
    const lags = await this.eventLog.lag();
    return lags.some(({ group, lag }) => group === GROUPS.relatedProfiler && lag > 0);
  }

  private async hasChangedBy(factor: number): Promise<boolean> {
    const { archive } = (await this.weights.current()).tables;
    const count = await this.postings.count();
    return count >= archive * factor || count * factor <= archive;
  }

  private async remakeLists(signal: AbortSignal): Promise<void> {
    for await (const page of this.countTerms.newest(signal)) {
      for (let from = 0; from < page.length; from += LISTS_AT_ONCE) {
        signal.throwIfAborted();
        await this.lists.remake(page.slice(from, from + LISTS_AT_ONCE).map(({ id }) => id));
      }
    }
  }
}
