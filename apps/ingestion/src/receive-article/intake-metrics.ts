import { Metrics } from '#runtime/telemetry/metrics.js';
import { Injectable } from '@nestjs/common';

/** What senders were answered. */
@Injectable()
export class IntakeMetrics {
  readonly outcomes;

  constructor(metrics: Metrics) {
    this.outcomes = metrics.counter('courant_articles_accepted_total', 'Articles answered with 2xx by outcome.', [
      'outcome',
    ]);
  }
}
