import { Metrics } from '#runtime/telemetry/metrics.js';
import { Injectable } from '@nestjs/common';

type Outcome = 'sent' | 'refused' | 'deferred' | 'unknown' | 'suppressed' | 'canceled';

/** What is counted of sends. */
@Injectable()
export class MailMetrics {
  private readonly sends;

  constructor(metrics: Metrics) {
    this.sends = metrics.counter('courant_sends_total', 'Sends of editions by how a try ended', ['outcome']);
  }

  count(outcome: Outcome, times = 1): void {
    if (times > 0) this.sends.inc({ outcome }, times);
  }
}
