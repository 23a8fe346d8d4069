import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { ArchiveTerms } from './archive-terms.js';

const QUEUE = 'related.recount-terms';

/** Counts anew how frequent terms are: what was withdrawn or became old no longer counts. */
@Injectable()
export class RecountTerms {
  constructor(private readonly archive: ArchiveTerms) {}

  @OnSchedule({ queue: QUEUE, id: 'nightly', cron: '17 3 * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: QUEUE })
  async run(): Promise<void> {
    await this.archive.recount();
  }
}
