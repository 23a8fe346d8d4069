import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';

const QUEUE = 'newsletter.forget-texts';
const KEPT_MS = 100 * 86_400_000;

/** Texts are kept as long as an edition may choose by them, monthly ones included; titles and summaries stay. */
@Injectable()
export class ForgetTexts {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly clock: Clock,
  ) {}

  @OnSchedule({ queue: QUEUE, id: 'daily', cron: '41 3 * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: QUEUE })
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    while ((await this.articles.forgetTexts(before)) > 0) await nextTurn();
  }
}
