import { createEvent } from '#contracts/cloud-event.js';
import { StageFailed } from '#contracts/events/stage-failed.event.js';
import { Clock } from '#ports/clock.port.js';
import { deadLetterIdOf, DeadLetterStore, type DeadLetterPlace } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { errorText } from '../consume/error-text.js';
import { Logger } from '../telemetry/logger.js';
import { traceFields } from '../telemetry/trace.js';
import type { StageOfJob } from './handle-jobs.decorator.js';

/** Keeps a dead letter for every job that failed for good, tells the receipt, and settles it when the job is done after all. */
@Injectable()
export class JobDeadLetters {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Durable when it resolves. */
  async put(job: Job, error: unknown, stage?: StageOfJob): Promise<void> {
    const reason = errorText(error);
    const now = this.clock.now();
    const id = await this.store.put({
      ...placeOf(job),
      attributes: {},
      value: JSON.stringify(job.data),
      error: reason,
      attempts: job.attempts,
      firstFailedAt: now,
      lastFailedAt: now,
    });
    const { articleId, traceparent } = job.data;
    const about = { ...(articleId === undefined ? {} : { articleId }), ...traceFields(traceparent) };
    this.logger.error({ ...about, queue: job.queue, job: job.id, deadLetter: id, err: error }, 'job failed for good');
    if (stage !== undefined) await this.reportStage(stage, { ...job.data, reason, deadLetter: id });
  }

  /** To be called when a job is done; only one that began more than once can have left a letter. */
  async done(job: Job): Promise<void> {
    if (job.attempts > 1) await this.store.settle(deadLetterIdOf(placeOf(job)), 'redriven');
  }

  private async reportStage({ service, stage }: StageOfJob, failure: Readonly<Record<string, unknown>>): Promise<void> {
    const now = this.clock.now();
    const stated = StageFailed.schema.safeParse({ ...failure, stage, at: now.toISOString() });
    if (stated.success) await this.eventLog.append([createEvent(StageFailed, stated.data, { service, time: now })]);
  }
}

function placeOf({ queue, id }: Job): DeadLetterPlace {
  return { kind: 'job', group: queue, topic: queue, partition: 0, offset: 0, key: id };
}
