import type { Backend } from '#ports/backend.js';
import { Inject, Injectable } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { BACKEND } from '../composition/backend.module.js';
import { RequestLoad } from '../http/request-load.js';
import type { Delivery } from './delivery.js';
import { DeliveryMetrics } from './delivery-metrics.js';
import { DeliveryPolicy } from './delivery-policy.js';
import { EventDeadLetters } from './event-dead-letters.js';
import { GroupDelivery } from './group-delivery.js';
import type { EffectTakers, HandleEventsOptions } from './handle-events.decorator.js';
import { HandlerRegistry } from './handler-registry.js';
import type { ReceivedEvent } from './received-event.js';

type Callback = Parameters<Server['addHandler']>[1];

/** Nest's transport over the event log: every `@HandleEvents` method gets its group's events from it. */
@Injectable()
export class EventTransport extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly registry = new HandlerRegistry();
  private readonly known = new Map<HandleEventsOptions, Set<unknown>>();
  private stops: Array<() => Promise<void>> = [];

  constructor(
    @Inject(BACKEND) private readonly backend: Pick<Backend, 'eventLog'> & EffectTakers,
    private readonly policy: DeliveryPolicy,
    private readonly deadLetters: EventDeadLetters,
    private readonly metrics: DeliveryMetrics,
    private readonly load: RequestLoad,
  ) {
    super();
  }

  /** Called by Nest once per pattern: the patterns of one method are one handler. */
  override addHandler(
    pattern: unknown,
    callback: Callback,
    _isEvent?: boolean,
    extras?: Record<string, unknown>,
  ): void {
    const options = optionsIn(extras);
    if (options === undefined) throw new Error('event handlers are declared with @HandleEvents');
    const patterns = this.known.get(options);
    if (patterns?.has(pattern)) throw new Error(`the handler of "${String(pattern)}" is in two modules`);
    patterns?.add(pattern);
    if (patterns !== undefined) return;
    this.known.set(options, new Set([pattern]));
    this.registry.add({
      group: options.group,
      types: new Set(options.events.map(({ type }) => type)),
      batch: typeof options.batch === 'function' ? options.batch(this.backend) : (options.batch ?? 1),
      timeoutMs: options.timeoutMs ?? this.policy.timeoutMs,
      call: (events, delivery) => callThrough(callback, events, delivery),
    });
  }

  override listen(callback: (error?: unknown) => void): void {
    this.subscribeAll().then(() => callback(), callback);
  }

  /** Waits for the batches in hand. */
  override async close(): Promise<void> {
    const stops = this.stops;
    this.stops = [];
    await Promise.all(stops.map((stop) => stop()));
  }

  override on(): never {
    throw new Error('the event transport has no events of its own');
  }

  override unwrap<T>(): T {
    throw new Error('the event transport stands on the EventLog port');
  }

  private async subscribeAll(): Promise<void> {
    const { registry, policy, deadLetters, metrics, load } = this;
    for (const group of registry.groups()) {
      const delivery = new GroupDelivery(group, { registry, policy, deadLetters, metrics, load });
      const stop = await this.backend.eventLog.subscribe({
        group,
        topics: registry.topicsOf(group),
        maxBatch: registry.batchOf(group),
        deliver: (batch) => delivery.deliver(batch),
      });
      this.stops.push(stop);
    }
  }
}

async function callThrough(callback: Callback, events: readonly ReceivedEvent[], delivery: Delivery): Promise<void> {
  const result: unknown = await callback(events, delivery);
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

function optionsIn(extras: Record<string, unknown> | undefined): HandleEventsOptions | undefined {
  const handler = extras?.['handler'];
  return isOptions(handler) ? handler : undefined;
}

function isOptions(value: unknown): value is HandleEventsOptions {
  return typeof value === 'object' && value !== null && 'group' in value && 'events' in value;
}
