import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import type { Submission } from '../receive-article/submission.js';
import { RELEASE_QUEUE } from './release-queue.js';

/** Sets the clock for the ends of embargoes. Losing one in a crash costs a minute: the sweep finds it. */
@Injectable()
export class ScheduledReleases {
  constructor(
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async schedule(submissions: readonly Submission[]): Promise<void> {
    const now = this.clock.now().getTime();
    const ends = submissions.flatMap(({ article: { embargoedUntil } }) => embargoedUntil ?? []);
    const ahead = new Set(ends.map((end) => Date.parse(end)).filter((end) => end > now));
    if (ahead.size === 0) return;
    await this.jobQueue.add(
      [...ahead].map((end) => ({ queue: RELEASE_QUEUE, id: `due-${end}`, data: {}, runAt: new Date(end) })),
    );
  }
}
