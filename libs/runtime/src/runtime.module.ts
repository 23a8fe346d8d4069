import type { Backend } from '#ports/backend.js';
import { Clock } from '#ports/clock.port.js';
import { Inject, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import { BACKEND } from './composition/backend.module.js';
import { Config } from './config/config.js';
import { DeliveryMetrics } from './consume/delivery-metrics.js';
import { LagMetrics } from './consume/lag-metrics.js';
import { DeliveryPolicy } from './consume/delivery-policy.js';
import { EventDeadLetters } from './consume/event-dead-letters.js';
import { EventTransport } from './consume/event-transport.js';
import { RefusedEvents } from './consume/refused-events.js';
import { Redrive } from './consume/redrive.js';
import { RedriveRequests } from './consume/redrive-requests.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RequestLoad } from './http/request-load.js';
import { RouteTable } from './http/route-table.js';
import { EngineCheck } from './health/engine.check.js';
import { EventProgressCheck } from './health/event-progress.check.js';
import { HealthController } from './health/health.controller.js';
import { ProgressMonitor } from './health/progress-monitor.js';
import { StoreCheck } from './health/store.check.js';
import { JobDeadLetters } from './jobs/job-dead-letters.js';
import { JobMetrics } from './jobs/job-metrics.js';
import { JobRunner } from './jobs/job-runner.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { OpenApiDocument } from './reference/open-api-document.js';
import { ReferenceController } from './reference/reference.controller.js';
import { AdminSessions } from './security/admin-sessions.js';
import { AdminToken } from './security/admin-token.js';
import { FailedSignIns } from './security/failed-sign-ins.js';
import { Signer } from './security/signer.js';
import { StageReporter } from './stages/stage-reporter.js';
import { Logger } from './telemetry/logger.js';
import { Metrics } from './telemetry/metrics.js';

const SHARED = [
  ...[
    AdminSessions,
    AdminToken,
    FailedSignIns,
    Lifecycle,
    OpenApiDocument,
    ProgressMonitor,
    Redrive,
    RefusedEvents,
    StageReporter,
  ],
];

export interface RuntimeParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly policy: DeliveryPolicy;
  readonly load: RequestLoad;
  readonly routes: RouteTable;
}

/** What every service finds in its process: delivery, jobs, health, telemetry, administration. */
@Module({})
export class RuntimeModule {
  constructor(@Inject(BACKEND) backend: Backend, clock: Clock, progress: ProgressMonitor, transport: EventTransport) {
    progress.register(new StoreCheck(backend));
    for (const engine of backend.engines) progress.register(new EngineCheck(engine));
    progress.register(new EventProgressCheck(backend.eventLog, clock, () => transport.registry.groups()));
  }

  static with({ logger, metrics, policy, load, routes }: RuntimeParts): DynamicModule {
    const signer = { provide: Signer, useFactory: signerOf, inject: [Config, Clock] };
    const parts = [
      { provide: Logger, useValue: logger },
      { provide: Metrics, useValue: metrics },
      { provide: DeliveryPolicy, useValue: policy },
      { provide: RequestLoad, useValue: load },
      { provide: RouteTable, useValue: routes },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ];
    const own = [
      EventTransport,
      DeliveryMetrics,
      LagMetrics,
      EventDeadLetters,
      JobRunner,
      JobMetrics,
      JobDeadLetters,
      RedriveRequests,
    ];
    return {
      module: RuntimeModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController, ReferenceController],
      providers: [...SHARED, ...own, ...parts, signer],
      exports: [...SHARED, Logger, Metrics, RequestLoad, Signer],
    };
  }
}

function signerOf(config: Config, clock: Clock): Signer {
  return new Signer(config.secret, clock);
}
