import { Clock } from '#ports/clock.port.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';

const QUEUE = 'newsletter.forget-signups';
const KEPT_MS = 14 * 86_400_000;

/** Wishes that nobody confirmed are forgotten a week after their link has ended; what was confirmed is kept as consent. */
@Injectable()
export class ForgetSignups {
  constructor(
    private readonly signups: SignupStore,
    private readonly clock: Clock,
  ) {}

  @OnSchedule({ queue: QUEUE, id: 'daily', cron: '23 3 * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: QUEUE })
  async run(): Promise<void> {
    await this.signups.forget(new Date(this.clock.now().getTime() - KEPT_MS));
  }
}
