import { Injectable } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics.js';

const DURATION_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120];

/** What the delivery loop counts. */
@Injectable()
export class DeliveryMetrics {
  readonly handled;
  readonly failed;
  readonly deadLetters;
  readonly duration;

  constructor(metrics: Metrics) {
    this.handled = metrics.counter('courant_events_handled_total', 'Events handled', ['group', 'type']);
    this.failed = metrics.counter('courant_event_failures_total', 'Failed calls of handlers', ['group', 'kind']);
    this.deadLetters = metrics.counter('courant_dead_letters_total', 'Events put aside as dead letters', [
      'group',
      'type',
    ]);
    this.duration = metrics.histogram(
      'courant_handler_duration_seconds',
      'Time of one call of a handler',
      DURATION_BUCKETS,
      ['group'],
    );
  }
}
