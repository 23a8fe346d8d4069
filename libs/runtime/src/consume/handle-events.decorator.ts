import type { AnyEvent } from '#contracts/events/catalogue.js';
import type { GroupName } from '#contracts/topics.js';
import type { SearchIndex } from '#ports/search-index.port.js';
import { UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Delivery } from './delivery.js';
import type { ReceivedEvent } from './received-event.js';
import { RethrowFilter } from './rethrow.filter.js';

/** What takes the effect of events and knows how many are worth taking at once. */
export interface EffectTakers {
  readonly searchIndex: Pick<SearchIndex, 'changesAtOnce'>;
}

export interface HandleEventsOptions {
  /** Consumer group that this method works for. */
  readonly group: GroupName;
  /** The events that it handles; of each (group, event) there is exactly one handler. */
  readonly events: readonly AnyEvent[];
  /** At most this many events at once, of different keys; 1 when absent. May be asked of what takes their effect. */
  readonly batch?: number | ((takers: EffectTakers) => number);
  /** Time for one batch before it counts as failed; 5 minutes when absent. */
  readonly timeoutMs?: number;
}

/** What the transport is told about a handler, through Nest's pattern extras. */
export interface HandlerExtras {
  /** One object per method, so that the patterns of one method are known to be one handler. */
  readonly handler: HandleEventsOptions;
}

/** Name of one handler's place: a group and an event type. */
export function patternOf(group: string, type: string): string {
  return `${group} ${type}`;
}

type EventHandlerMethod = (events: readonly ReceivedEvent[], delivery: Delivery) => Promise<void>;

/**
 * Delivers events of the log to a method of a `@Controller()` class: `(events, delivery) => Promise<void>`, resolving when
 * the effect is durable. A batch holds at most one event per key; events of one key come in order. They may come again.
 */
export function HandleEvents(options: HandleEventsOptions) {
  return <Method extends EventHandlerMethod>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const extras: HandlerExtras = { handler: options };
    const patterns = options.events.map(({ type }) => patternOf(options.group, type));
    EventPattern<string[]>(patterns, extras)(target, name, descriptor);
    UseFilters(new RethrowFilter())(target, name, descriptor);
    Payload()(target, name, 0);
    Ctx()(target, name, 1);
  };
}
