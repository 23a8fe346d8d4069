import { EventLog } from '#ports/event-log.port.js';
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

  constructor(metrics: Metrics, eventLog: EventLog) {
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
    metrics.gauge('courant_consumer_lag', 'Events not yet handled by a group', ['group', 'topic'], async (gauge) => {
      for (const { group, topic, lag } of await eventLog.lag()) gauge.set({ group, topic }, lag);
    });
    metrics.gauge('courant_consumer_oldest_seconds', 'Age of the oldest of them', ['group', 'topic'], async (gauge) => {
      for (const { group, topic, oldestAgeSeconds } of await eventLog.lag())
        gauge.set({ group, topic }, oldestAgeSeconds);
    });
    metrics.gauge(
      'courant_consumer_paused',
      '1 while a group waits for something that is away',
      ['group', 'topic'],
      async (gauge) => {
        for (const { group, topic, paused } of await eventLog.lag()) gauge.set({ group, topic }, paused ? 1 : 0);
      },
    );
  }
}
