import type { EventDefinition } from '#contracts/cloud-event.js';

/** An event as a handler gets it: decoded and valid by the schema of its type. */
export interface ReceivedEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly id: string;
  readonly time: string;
  /** Key of the log: article id, edition id, subscriber id. */
  readonly key: string;
  readonly traceparent?: string;
  readonly data: Data;
}

/** Tells one type of event from the others and gives its data their type. */
export function isEvent<Type extends string, Data>(
  definition: EventDefinition<Type, Data>,
  event: ReceivedEvent,
): event is ReceivedEvent<Type, Data> {
  return event.type === definition.type;
}
