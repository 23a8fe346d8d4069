import { TransientError } from '#contracts/errors.js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One value of a gauge. */
export interface Reading<Label extends string> {
  readonly labels: Record<Label, string>;
  readonly value: number;
}

/** What Prometheus may read of this process; labels come from closed sets alone (routes, groups, queues), never from input. */
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'courant_' });
  }

  counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram<Label extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[] = [],
  ): Histogram<Label> {
    return new Histogram({
      name,
      help,
      buckets: [...buckets],
      labelNames: [...labelNames],
      registers: [this.registry],
    });
  }

  /** Values read when they are asked for; none are shown while what they are read from is away, and all the rest is. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: () => Promise<ReadonlyArray<Reading<Label>>>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        const readings = await unlessAway(read());
        this.reset();
        for (const { labels, value } of readings) this.set(labels, value);
      },
    });
  }

  /** All of it in the Prometheus text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}

async function unlessAway<Label extends string>(
  readings: Promise<ReadonlyArray<Reading<Label>>>,
): Promise<ReadonlyArray<Reading<Label>>> {
  try {
    return await readings;
  } catch (error) {
    if (error instanceof TransientError) return [];
    throw error;
  }
}
