import type { GroupName } from '#contracts/topics.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import type { LogBatch, LogRecord } from '#ports/event-log.port.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestLoad } from '../http/request-load.js';
import { nextTraceparent, withTraceparent } from '../telemetry/trace.js';
import { decodeEvent } from './decode-event.js';
import type { DeliveryMetrics } from './delivery-metrics.js';
import type { DeliveryPolicy } from './delivery-policy.js';
import type { EventDeadLetters } from './event-dead-letters.js';
import type { EventHandler } from './event-handler.js';
import type { HandlerRegistry } from './handler-registry.js';
import { limitedTime } from './limited-time.js';
import { chunksBy, oneEventPerKey } from './one-event-per-key.js';
import { growingPause, pause } from './pause.js';
import type { ReceivedEvent } from './received-event.js';
import { withHeartbeat } from './with-heartbeat.js';

/** Reading long events takes time that requests may need in between. */
const DECODED_AT_ONCE = 16;

interface Item {
  readonly key: string;
  readonly record: LogRecord;
  readonly event: ReceivedEvent;
  readonly handler: EventHandler;
}

/** What the delivery loop works with. */
export interface DeliveryTools {
  readonly registry: HandlerRegistry;
  readonly policy: DeliveryPolicy;
  readonly deadLetters: EventDeadLetters;
  readonly metrics: DeliveryMetrics;
  readonly load: RequestLoad;
}

/**
 * Delivers the batches of one group: decodes, hands events over at most one per key at a time, tries again, halves a failing
 * batch until the poison is alone and puts it aside. Resolves when every event has had its effect or is a dead letter.
 */
export class GroupDelivery {
  constructor(
    private readonly group: GroupName,
    private readonly tools: DeliveryTools,
  ) {}

  async deliver(batch: LogBatch): Promise<void> {
    await withHeartbeat(batch, this.tools.policy.heartbeatMs, async () => {
      const items = await this.decode(batch);
      for (const wave of oneEventPerKey(items)) {
        for (const { mark: handler, items: chunk } of chunksBy(
          wave,
          (item) => item.handler,
          ({ batch: size }) => size,
        )) {
          await this.inPieces(batch, handler, chunk);
        }
      }
    });
  }

  /** Requests go first: during a burst of them little is handed over at once. */
  private async inPieces(batch: LogBatch, handler: EventHandler, items: readonly Item[]): Promise<void> {
    const { load } = this.tools;
    for (let from = 0; from < items.length;) {
      await load.eased();
      const piece = items.slice(from, from + load.pieceOf(handler.batch));
      await this.settle(batch, handler, piece);
      from += piece.length;
    }
  }

  /** Events that the group handles; what cannot be understood becomes a dead letter, what it does not handle is passed over. */
  private async decode({ records }: LogBatch): Promise<Item[]> {
    const items: Item[] = [];
    for (const [index, record] of records.entries()) {
      if (index > 0 && index % DECODED_AT_ONCE === 0) await nextTurn();
      const handler = this.tools.registry.find(this.group, record.attributes['type'] ?? '');
      if (handler === undefined) continue;
      try {
        items.push({ key: record.key, record, handler, event: decodeEvent(record) });
      } catch (error) {
        if (!(error instanceof PermanentError)) throw error;
        await this.giveUp(record, error, 1, this.tools.deadLetters.now());
      }
    }
    return items;
  }

  private async settle(batch: LogBatch, handler: EventHandler, items: readonly Item[]): Promise<void> {
    const firstFailedAt = this.tools.deadLetters.now();
    for (let attempt = 1; ; attempt += 1) {
      const error = await this.attempt(batch, handler, items, attempt);
      if (error === undefined) return;
      const [first] = items;
      if (items.length > 1) {
        const middle = Math.ceil(items.length / 2);
        await this.settle(batch, handler, items.slice(0, middle));
        await this.settle(batch, handler, items.slice(middle));
        return;
      }
      if (first !== undefined && (error instanceof PermanentError || attempt >= this.tools.policy.tries)) {
        await this.giveUp(first.record, error, attempt, firstFailedAt);
        return;
      }
      await pause(growingPause(this.tools.policy.retryPauseMs, attempt - 1, 60_000), batch.signal);
    }
  }

  /** Calls the handler, waiting out transient failures; answers what else went wrong. Rejects when the consumer must stop. */
  private async attempt(
    batch: LogBatch,
    handler: EventHandler,
    items: readonly Item[],
    attempt: number,
  ): Promise<unknown> {
    const { policy } = this.tools;
    for (let outages = 0; ; outages += 1) {
      batch.signal.throwIfAborted();
      const error = await this.call(batch, handler, items, attempt);
      if (!(error instanceof TransientError)) {
        if (outages > 0) batch.reportPaused(undefined);
        return error;
      }
      batch.reportPaused(error.message);
      const least = (error.options.retryAfterSeconds ?? 0) * 1000;
      await pause(
        Math.max(least, growingPause(policy.outagePauseMs, outages, policy.longestOutagePauseMs)),
        batch.signal,
      );
    }
  }

  private async call(
    { topic, signal: stop }: LogBatch,
    handler: EventHandler,
    items: readonly Item[],
    attempt: number,
  ): Promise<unknown> {
    const { group } = this;
    const events = items.map(({ event }) => event);
    const ended = this.tools.metrics.duration.startTimer({ group });
    try {
      await withTraceparent(traceOf(events), () =>
        limitedTime(handler.timeoutMs, stop, (signal) => handler.call(events, { group, topic, attempt, signal })),
      );
      for (const { type } of events) this.tools.metrics.handled.inc({ group, type });
      return undefined;
    } catch (error) {
      stop.throwIfAborted();
      this.tools.metrics.failed.inc({ group, kind: kindOf(error) });
      return error ?? new Error('the handler threw nothing');
    } finally {
      ended();
    }
  }

  private giveUp(record: LogRecord, error: unknown, attempts: number, firstFailedAt: Date): Promise<void> {
    return this.tools.deadLetters.put(this.group, { record, error, attempts, firstFailedAt });
  }
}

/** A lone event goes on in its own trace; events of several traces begin a new one. */
function traceOf(events: readonly ReceivedEvent[]): string {
  return nextTraceparent(events.length === 1 ? events[0]?.traceparent : undefined);
}

function kindOf(error: unknown): 'permanent' | 'transient' | 'bug' {
  if (error instanceof PermanentError) return 'permanent';
  return error instanceof TransientError ? 'transient' : 'bug';
}
