import type { CloudEvent } from '#contracts/cloud-event.js';
import type { TopicName } from '#contracts/topics.js';
import type { LogRecord } from '#ports/event-log.port.js';

const PREFIX = 'ce_';
const CONTENT_TYPE = 'content-type';

/** A message as kafkajs gives it, of a topic whose times are those of the append. */
export interface StoredMessage {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | Array<Buffer | string> | undefined>>;
}

/** An event on its way to the brokers. */
export interface OutgoingMessage {
  readonly topic: TopicName;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** CloudEvents in binary mode: attributes are headers `ce_*`, the data alone is the value. */
export function messageOf({ topic, data, datacontenttype, ...attributes }: CloudEvent): OutgoingMessage {
  const headers: Record<string, string> = { [CONTENT_TYPE]: datacontenttype };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) headers[`${PREFIX}${name}`] = value;
  }
  return { topic, key: attributes.subject, value: JSON.stringify(data), headers };
}

/** Any message can be read: what is no CloudEvent has no attributes. */
export function recordOf(topic: TopicName, partition: number, message: StoredMessage): LogRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    attributes: attributesOf(message.headers ?? {}),
    value: message.value?.toString() ?? '',
    appendedAt: new Date(Number(message.timestamp)),
  };
}

function attributesOf(headers: NonNullable<StoredMessage['headers']>): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = (Array.isArray(value) ? value[0] : value)?.toString();
    if (text === undefined) continue;
    if (name === CONTENT_TYPE) attributes['datacontenttype'] = text;
    else if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = text;
  }
  return attributes;
}
