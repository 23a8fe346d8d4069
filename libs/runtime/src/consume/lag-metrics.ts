import { EventLog, type ConsumerLag } from '#ports/event-log.port.js';
import { Injectable } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics.js';

/** How far groups are behind, read from the log once for all that one scrape shows of it. */
@Injectable()
export class LagMetrics {
  private reading: Promise<readonly ConsumerLag[]> | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly eventLog: EventLog,
  ) {
    this.show('courant_consumer_lag', 'Events not yet handled by a group', ({ lag }) => lag);
    this.show(
      'courant_consumer_oldest_seconds',
      'Age of the oldest of them',
      ({ oldestAgeSeconds }) => oldestAgeSeconds,
    );
    this.show('courant_consumer_paused', '1 while a group waits for something that is away', ({ paused }) =>
      paused ? 1 : 0,
    );
  }

  private show(name: string, help: string, valueOf: (lag: ConsumerLag) => number): void {
    this.metrics.gauge(name, help, ['group', 'topic'], async () =>
      (await this.lags()).map((lag) => ({ labels: { group: lag.group, topic: lag.topic }, value: valueOf(lag) })),
    );
  }

  private lags(): Promise<readonly ConsumerLag[]> {
    this.reading ??= this.eventLog.lag().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }
}
