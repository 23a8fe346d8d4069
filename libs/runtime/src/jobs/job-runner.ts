import { JobQueue, type Job } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { nextTraceparent, withTraceparent } from '../telemetry/trace.js';
import { HANDLE_JOBS, ON_SCHEDULE, type HandleJobsOptions, type OnScheduleOptions } from './handle-jobs.decorator.js';
import { JobDeadLetters } from './job-dead-letters.js';
import { JobMetrics } from './job-metrics.js';

interface JobHandler {
  readonly options: HandleJobsOptions;
  readonly schedule: OnScheduleOptions | undefined;
  run(job: Job, signal: AbortSignal): Promise<void>;
}

/** Finds every `@HandleJobs` method, sets up its schedule and has the queue run it. */
@Injectable()
export class JobRunner {
  private stops: Array<() => Promise<void>> = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly jobQueue: JobQueue,
    private readonly deadLetters: JobDeadLetters,
    private readonly metrics: JobMetrics,
  ) {}

  async start(): Promise<void> {
    const handlers = this.find();
    for (const { schedule } of handlers) {
      if (schedule !== undefined) await this.jobQueue.schedule({ data: {}, ...schedule });
    }
    for (const handler of handlers) this.stops.push(await this.work(handler));
  }

  /** Waits for the jobs in hand. */
  async stop(): Promise<void> {
    const stops = this.stops;
    this.stops = [];
    await Promise.all(stops.map((stop) => stop()));
  }

  private work(handler: JobHandler): Promise<() => Promise<void>> {
    const { queue, concurrency = 1, attempts = 5, backoffMs = 500, stage } = handler.options;
    return this.jobQueue.work({
      queue,
      concurrency,
      attempts,
      backoffMs,
      handle: (job, signal) => this.run(handler, job, signal),
      failed: (job, error) => this.deadLetters.put(job, error, stage),
    });
  }

  private async run(handler: JobHandler, job: Job, signal: AbortSignal): Promise<void> {
    const { queue } = job;
    const ended = this.metrics.duration.startTimer({ queue });
    try {
      await withTraceparent(traceOf(job), () => handler.run(job, signal));
      await this.deadLetters.done(job);
      this.metrics.runs.inc({ queue, outcome: 'done' });
    } catch (error) {
      this.metrics.runs.inc({ queue, outcome: 'failed' });
      throw error;
    } finally {
      ended();
    }
  }

  private find(): JobHandler[] {
    const seen = new Set<string>();
    const wrappers = [...this.discovery.getControllers(), ...this.discovery.getProviders()];
    const instances = new Set(wrappers.map(({ instance }): unknown => instance));
    return [...instances].flatMap((instance) => (isObject(instance) ? this.handlersOf(instance, seen) : []));
  }

  private handlersOf(instance: object, seen: Set<string>): JobHandler[] {
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (!isObject(prototype)) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method: unknown = Reflect.get(prototype, name);
      if (typeof method !== 'function') return [];
      const options: HandleJobsOptions | undefined = Reflect.getMetadata(HANDLE_JOBS, method);
      if (options === undefined) return [];
      if (seen.has(options.queue)) throw new Error(`the queue ${options.queue} has two handlers`);
      seen.add(options.queue);
      const schedule: OnScheduleOptions | undefined = Reflect.getMetadata(ON_SCHEDULE, method);
      return [{ options, schedule, run: (job, signal) => Reflect.apply(method, instance, [job, signal]) }];
    });
  }
}

/** A job goes on in the trace that its data names. */
function traceOf({ data: { traceparent } }: Job): string {
  return nextTraceparent(typeof traceparent === 'string' ? traceparent : undefined);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
