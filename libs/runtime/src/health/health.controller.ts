import { ProblemError } from '#contracts/problem.js';
import { Controller, Get, Header } from '@nestjs/common';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Metrics } from '../telemetry/metrics.js';
import { ProgressMonitor } from './progress-monitor.js';

interface HealthAnswer {
  readonly status: 'ok';
  readonly checks?: Readonly<Record<string, string>>;
}

/** Whether the process lives, whether its work goes on, and its numbers. */
@Controller()
export class HealthController {
  constructor(
    private readonly lifecycle: Lifecycle,
    private readonly progress: ProgressMonitor,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): HealthAnswer {
    return { status: 'ok' };
  }

  /** 503 names the check that fails. */
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(): Promise<HealthAnswer> {
    const { state } = this.lifecycle;
    if (state !== 'running') throw notReady([{ name: 'lifecycle', detail: `the process is ${state}` }]);
    const checks = await this.progress.look();
    const failing = checks.filter(({ ok }) => !ok);
    if (failing.length > 0) throw notReady(failing);
    return { status: 'ok', checks: Object.fromEntries(checks.map(({ name, detail }) => [name, detail])) };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  numbers(): Promise<string> {
    return this.metrics.text();
  }
}

function notReady(failing: ReadonlyArray<{ name: string; detail: string }>): ProblemError {
  return new ProblemError(503, failing.map(({ name, detail }) => `${name}: ${detail}`).join('; '), {
    headers: { 'retry-after': '5' },
    errors: failing.map(({ name, detail }) => ({ pointer: `/${name}`, detail })),
  });
}
