import type { TopicName } from '#contracts/topics.js';
import type { LogRecord } from '#ports/event-log.port.js';

/** A row of log_events. */
export interface EventRow {
  readonly offset: number;
  readonly topic: TopicName;
  readonly key: string;
  readonly attributes: string;
  readonly value: string;
  readonly appended_at: number;
}

export const RECORD_COLUMNS = 'offset, topic, key, attributes, value, appended_at';

export function recordOf(row: EventRow): LogRecord {
  return {
    topic: row.topic,
    partition: 0,
    offset: row.offset,
    key: row.key,
    attributes: attributesOf(row.attributes),
    value: row.value,
    appendedAt: new Date(row.appended_at),
  };
}

/** Written by append alone, so its shape is known. */
function attributesOf(text: string): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}
