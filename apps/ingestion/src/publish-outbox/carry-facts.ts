import type { CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { PermanentError, TransientError } from '#contracts/errors.js';
import { ArticleStore, type OutboxEntry } from '#ports/article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { RefusedEvents } from '#runtime/consume/refused-events.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { traceFields } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';

export const CARRIED_AT_ONCE = 256;
const TRIES = 5;
const FIRST_PAUSE_MS = 100;

/**
 * Carries facts from the article store's outbox to the log, in order; a crash between the two carries some again, and what the
 * log refuses becomes a dead letter.
 */
@Injectable()
export class CarryFacts {
  constructor(
    private readonly store: ArticleStore,
    private readonly eventLog: EventLog,
    private readonly refused: RefusedEvents,
    private readonly load: RequestLoad,
    private readonly logger: Logger,
  ) {}

  /** Carries the oldest ones; returns how many there were. */
  async next(): Promise<number> {
    await this.load.eased();
    const entries = await this.store.outbox(this.load.pieceOf(CARRIED_AT_ONCE));
    if (entries.length === 0) return 0;
    try {
      await this.eventLog.append(entries.map(({ event }) => event));
    } catch (error) {
      if (error instanceof TransientError) throw error;
      return this.oneByOne(entries);
    }
    for (const { event } of entries) this.log(event);
    await this.store.settle(entries.map(({ position }) => position));
    return entries.length;
  }

  /** So that one that the log refuses stands in nobody else's way. */
  private async oneByOne(entries: readonly OutboxEntry[]): Promise<number> {
    for (const { event, position } of entries) {
      await this.carry(event);
      await this.store.settle([position]);
    }
    return entries.length;
  }

  /** The fact is on the log or a dead letter when this resolves. */
  private async carry(event: CloudEvent): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.eventLog.append([event]);
        return this.log(event);
      } catch (error) {
        if (error instanceof TransientError) throw error;
        if (error instanceof PermanentError || attempt === TRIES) return this.refused.put(event, error, attempt);
      }
      await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  private log({ topic, type, subject, id, traceparent }: CloudEvent): void {
    if (topic !== 'articles') return;
    const message = type === ArticlePublished.type ? 'article published' : 'article withdrawn';
    this.logger.debug(() => ({ articleId: subject, event: id, ...traceFields(traceparent) }), message);
  }
}
