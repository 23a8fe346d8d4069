import { PermanentError } from '#contracts/errors.js';
import { EVENTS } from '#contracts/events/catalogue.js';
import { fieldsOf } from '#contracts/problem.js';
import type { LogRecord } from '#ports/event-log.port.js';
import type { ReceivedEvent } from './received-event.js';

const DEFINITIONS = new Map(EVENTS.map((event) => [event.type, event]));

export type StoredEvent = Pick<LogRecord, 'key' | 'attributes' | 'value'>;

/** The event that a record holds; throws PermanentError when it is not JSON or not of its type's shape. */
export function decodeEvent({ key, attributes, value }: StoredEvent): ReceivedEvent {
  const { type = '', id = '', time = '', traceparent } = attributes;
  const definition = DEFINITIONS.get(type);
  if (definition === undefined) throw new PermanentError(`no event is named ${type}`);
  const parsed = definition.schema.safeParse(parse(value));
  if (!parsed.success) {
    const fields = fieldsOf(parsed.error).map(({ pointer, detail }) => `${pointer || '/'} ${detail}`);
    throw new PermanentError(`the data is not a ${type}: ${fields.slice(0, 5).join('; ')}`);
  }
  return { type, id, time, key, data: parsed.data, ...(traceparent === undefined ? {} : { traceparent }) };
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw new PermanentError('the data is not JSON', { cause });
  }
}
