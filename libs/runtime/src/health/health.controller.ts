import { ProblemError } from '#contracts/problem.js';
import { Controller, Get, Header } from '@nestjs/common';
import { z } from 'zod';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Metrics } from '../telemetry/metrics.js';
import { Describe } from '../reference/describe.decorator.js';
import { ProgressMonitor } from './progress-monitor.js';

const HealthAnswer = z.object({
  status: z.enum(['ok', 'degraded']).describe('degraded: work waits for what is away, and nothing is lost'),
  checks: z.record(z.string(), z.string()).optional().describe('what each check saw'),
});
type HealthAnswer = z.infer<typeof HealthAnswer>;

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
  @Describe('Says that the process lives.', { 200: HealthAnswer })
  live(): HealthAnswer {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  @Describe('Says whether work goes on; 503 names the check that fails.', { 200: HealthAnswer })
  async ready(): Promise<HealthAnswer> {
    const { state } = this.lifecycle;
    if (state !== 'running') throw notReady([{ name: 'lifecycle', detail: `the process is ${state}` }]);
    const checks = await this.progress.look();
    const failing = checks.filter(({ ok }) => !ok);
    if (failing.length > 0) throw notReady(failing);
    const status = checks.some(({ degraded }) => degraded === true) ? 'degraded' : 'ok';
    return { status, checks: Object.fromEntries(checks.map(({ name, detail }) => [name, detail])) };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Describe('Gives the numbers of this process to Prometheus.', {
    200: { description: 'Prometheus text format', mediaType: 'text/plain' },
  })
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
