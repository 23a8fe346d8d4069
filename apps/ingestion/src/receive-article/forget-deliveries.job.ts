import { ArticleStore } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';

const QUEUE = 'ingestion.forget-deliveries';
const KEPT_MS = 8 * 24 * 3_600_000;

/** Answers to webhook deliveries are kept for eight days. */
@Injectable()
export class ForgetDeliveries {
  constructor(
    private readonly store: ArticleStore,
    private readonly clock: Clock,
  ) {}

  @OnSchedule({ queue: QUEUE, id: 'hourly', cron: '7 * * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: QUEUE })
  async run(): Promise<void> {
    await this.store.forgetDeliveries(new Date(this.clock.now().getTime() - KEPT_MS).toISOString());
  }
}
