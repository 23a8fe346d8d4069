import { Clock } from '#ports/clock.port.js';
import { deadLetterIdOf, DeadLetterStore, type DeadLetterPlace } from '#ports/dead-letter-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { Logger } from '../telemetry/logger.js';

/** Keeps a dead letter for every job that failed for good, and settles it when the job is done after all. */
@Injectable()
export class JobDeadLetters {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async put(job: Job, error: unknown): Promise<void> {
    const now = this.clock.now();
    const id = await this.store.put({
      ...placeOf(job),
      attributes: {},
      value: JSON.stringify(job.data),
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      attempts: job.attempts,
      firstFailedAt: now,
      lastFailedAt: now,
    });
    this.logger.error({ queue: job.queue, job: job.id, deadLetter: id, err: error }, 'job failed for good');
  }

  /** To be called when a job is done; only one that began more than once can have left a letter. */
  async done(job: Job): Promise<void> {
    if (job.attempts > 1) await this.store.settle(deadLetterIdOf(placeOf(job)), 'redriven');
  }
}

function placeOf({ queue, id }: Job): DeadLetterPlace {
  return { kind: 'job', group: queue, topic: queue, partition: 0, offset: 0, key: id };
}
