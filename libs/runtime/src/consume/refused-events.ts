import { CloudEvent } from '#contracts/cloud-event.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { Injectable } from '@nestjs/common';
import { Logger } from '../telemetry/logger.js';
import { traceFields } from '../telemetry/trace.js';
import { errorText } from './error-text.js';
import { subjectFields } from './subject-fields.js';
import { topicOf } from './topic-of.js';

/** Group of the dead letters that never came to the log; no consumer has its name. */
export const RELAY_GROUP = 'ingestion.relay';

/** Keeps whole what the log refuses to take, so that what comes after it goes on, and offers it to the log again. */
@Injectable()
export class RefusedEvents {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Durable when it resolves; its key is the event's id, for it has no place in the log. */
  async put({ topic, data, traceparent, ...named }: CloudEvent, error: unknown, attempts: number): Promise<void> {
    const now = this.clock.now();
    const attributes = { ...named, ...withoutAbsent({ traceparent }) };
    const letter = { group: RELAY_GROUP, topic, key: named.id };
    const deadLetter = await this.store.put({
      ...{ kind: 'event', ...letter, partition: 0, offset: 0 },
      attributes,
      value: JSON.stringify(data),
      error: errorText(error),
      ...{ attempts, firstFailedAt: now, lastFailedAt: now },
    });
    const about = { ...subjectFields(topic, named.subject), ...traceFields(traceparent) };
    const { group } = letter;
    this.logger.error(
      { ...about, group, type: named.type, event: named.id, deadLetter, attempts, err: error },
      'event that the log refuses put aside',
    );
  }

  /** Throws what the log says. */
  async offerAgain(letter: DeadLetter): Promise<void> {
    await this.eventLog.append([eventOf(letter)]);
  }

  /** Notes that the log refused it once more. */
  async putAgain(letter: DeadLetter, error: unknown): Promise<void> {
    await this.put(eventOf(letter), error, 1);
  }
}

function eventOf({ topic, attributes, value }: DeadLetter): CloudEvent {
  return { ...CloudEvent.parse({ ...attributes, data: JSON.parse(value) }), topic: topicOf(topic) };
}
