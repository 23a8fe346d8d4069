import { ArticleStore, type ArticleWrite } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { traceFields } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { IntakeBatch } from './intake-batch.js';
import type { IntakeAnswer, IntakeRequest, PendingRequest } from './intake-request.js';

/**
 * Accepts articles durably: the requests that one turn of the event loop collected share one commit, so that many senders
 * share a flush to disk and a single one waits for nobody.
 */
@Injectable()
export class Intake {
  private waiting: PendingRequest[] = [];
  private working = false;
  private readonly listeners: Array<() => void> = [];

  constructor(
    private readonly store: ArticleStore,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Calls back after every commit. */
  onCommitted(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Durable when it resolves; 422 when the delivery's id came with another body before. */
  accept(request: IntakeRequest): Promise<IntakeAnswer> {
    return new Promise((done, failed) => {
      this.waiting.push({ request, done, failed });
      if (this.working) return;
      this.working = true;
      setImmediate(() => void this.work());
    });
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        const written = await new IntakeBatch(this.store, this.clock.now(), group).commit();
        for (const write of written) this.log(write);
        for (const listener of this.listeners) listener();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.working = false;
  }

  /** In the trace of its own request: requests of several traces are committed together. */
  private log({ head, received }: ArticleWrite): void {
    const { id: articleId, version, state } = head;
    this.logger.debug(() => ({ articleId, version, state, ...traceFields(received?.traceparent) }), 'article accepted');
  }
}
