import { z } from 'zod';
import { TOPICS, type TopicName } from './topics.js';

/** CloudEvents 1.0 attributes of every event; `subject` is also the key that orders it. */
export const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  /** Deterministic: the same fact has the same id however often it is sent. */
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string().min(1),
  traceparent: z.string().optional(),
  data: z.unknown(),
});
export type CloudEvent = z.infer<typeof CloudEvent> & { readonly topic: TopicName };

/** The services that state facts. */
export type ServiceName = 'ingestion' | 'search' | 'related' | 'newsletter' | 'operations';

/** A kind of fact: its name, where it goes, its shape and a parsed example. */
export interface EventDefinition<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly topic: TopicName;
  readonly schema: z.ZodType<Data>;
  readonly example: Data;
  /** Key of the log (order holds per key) and CloudEvents subject. */
  readonly subjectOf: (data: Data) => string;
  /** Deterministic CloudEvents id. */
  readonly idOf: (data: Data) => string;
}

/** Declares an event; the type of its data follows from the schema. */
export function defineEvent<const Type extends string, Data>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> {
  if (!(definition.topic in TOPICS)) throw new Error(`${definition.type} names an unknown topic`);
  return definition;
}

/** The event that states `data`; same data, same id. */
export function createEvent<Data>(
  definition: EventDefinition<string, Data>,
  data: Data,
  origin: { service: ServiceName; time: Date; traceparent?: string | undefined },
): CloudEvent {
  return {
    specversion: '1.0',
    id: definition.idOf(data),
    source: `/courant/${origin.service}`,
    type: definition.type,
    subject: definition.subjectOf(data),
    time: origin.time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:courant:schema:${definition.type}`,
    ...(origin.traceparent === undefined ? {} : { traceparent: origin.traceparent }),
    data,
    topic: definition.topic,
  };
}
