import { createEvent } from '#contracts/cloud-event.js';
import { StageFailed } from '#contracts/events/stage-failed.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { GROUPS } from '#contracts/topics.js';
import type { Stage } from '#contracts/stages.js';
import type { ServiceName } from '#contracts/cloud-event.js';
import { Clock } from '#ports/clock.port.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog, type LogRecord } from '#ports/event-log.port.js';
import { Injectable } from '@nestjs/common';
import { Logger } from '../telemetry/logger.js';
import { traceFields } from '../telemetry/trace.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { errorText } from './error-text.js';
import { subjectFields } from './subject-fields.js';

export interface GivenUp {
  readonly record: Omit<LogRecord, 'appendedAt'>;
  readonly error: unknown;
  readonly attempts: number;
  readonly firstFailedAt: Date;
}

/** Whose work a group is, and the stage that publishing means to it; receipts are no stage, and collecting none of its own. */
const STAGE_OF: Readonly<Record<string, { service: ServiceName; stage?: Stage } | undefined>> = {
  [GROUPS.searchIndexer]: { service: 'search', stage: 'indexed' },
  [GROUPS.relatedProfiler]: { service: 'related', stage: 'related' },
  [GROUPS.newsletterCollector]: { service: 'newsletter' },
};

/** Keeps whole what a group cannot handle and, when it is about an article, says so on its receipt. */
@Injectable()
export class EventDeadLetters {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly metrics: DeliveryMetrics,
  ) {}

  /** The time by which failures are noted. */
  now(): Date {
    return this.clock.now();
  }

  /** Durable when it resolves. */
  async put(group: string, { record, error, attempts, firstFailedAt }: GivenUp): Promise<void> {
    const { topic, partition, offset, key, attributes, value } = record;
    const text = errorText(error);
    const id = await this.store.put({
      kind: 'event',
      group,
      topic,
      partition,
      offset,
      key,
      attributes,
      value,
      error: text,
      attempts,
      firstFailedAt,
      lastFailedAt: this.clock.now(),
    });
    const type = attributes['type'] ?? 'unknown';
    this.metrics.deadLetters.inc({ group, type });
    const about = { ...subjectFields(topic, key), ...traceFields(attributes['traceparent']) };
    this.logger.error(
      { ...about, group, type, deadLetter: id, attempts, err: error },
      'event put aside as dead letter',
    );
    await this.reportStage(group, record, { deadLetter: id, reason: text });
  }

  private async reportStage(
    group: string,
    { topic, key, attributes, value }: GivenUp['record'],
    failure: { deadLetter: string; reason: string },
  ): Promise<void> {
    const work = STAGE_OF[group];
    if (work === undefined || topic !== 'articles') return;
    const now = this.clock.now();
    const { service } = work;
    const stage =
      attributes['type'] === ArticleWithdrawn.type ? { stage: 'withdrawn', place: service } : { stage: work.stage };
    const facts = { articleId: key, version: versionIn(value), ...stage, at: now.toISOString(), ...failure };
    const stated = StageFailed.schema.safeParse(facts);
    if (!stated.success) return;
    const origin = { service, time: now, traceparent: attributes['traceparent'] };
    await this.eventLog.append([createEvent(StageFailed, stated.data, origin)]);
  }
}

/** The version that the data states, if it can be read at all. */
function versionIn(value: string): unknown {
  try {
    const data: unknown = JSON.parse(value);
    return typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  } catch {
    return undefined;
  }
}
