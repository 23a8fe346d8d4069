import type { ServiceName } from '#contracts/cloud-event.js';
import type { Clock } from '#ports/clock.port.js';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { BackendModule } from './composition/backend.module.js';
import type { Config } from './config/config.js';
import { SERVICES } from './config/settings.js';
import { DeliveryPolicy } from './consume/delivery-policy.js';
import { EventTransport } from './consume/event-transport.js';
import { Redrive } from './consume/redrive.js';
import { RedriveRequests } from './consume/redrive-requests.js';
import { createHttpAdapter } from './http/create-http-adapter.js';
import { HttpLimits } from './http/http-limits.js';
import { RequestLoad } from './http/request-load.js';
import { RouteTable } from './http/route-table.js';
import { SchemaPipe } from './http/schema.pipe.js';
import { JobRunner } from './jobs/job-runner.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { OpenApiDocument } from './reference/open-api-document.js';
import { RuntimeModule } from './runtime.module.js';
import { Logger } from './telemetry/logger.js';
import { Metrics } from './telemetry/metrics.js';

export interface StartOptions {
  readonly config: Config;
  readonly clock: Clock;
  /** Services of which every consumer group must have its handler here. */
  readonly whole?: readonly ServiceName[];
  readonly policy?: DeliveryPolicy;
  readonly limits?: HttpLimits;
  /** Where log lines go; standard error when absent. */
  readonly log?: DestinationStream | undefined;
}

export interface RunningApplication {
  readonly app: NestFastifyApplication;
  readonly logger: Logger;
  /** Refuses new work, finishes or hands back what is in hand, closes everything. */
  stop(): Promise<void>;
}

@Module({})
class ProcessModule {}

/** Starts the services of a module: HTTP, event delivery, jobs. Resolves when all of it runs. */
export async function startApplication(
  services: Type | DynamicModule,
  { config, clock, whole = [], policy = new DeliveryPolicy(), limits = new HttpLimits(), log }: StartOptions,
): Promise<RunningApplication> {
  const logger = Logger.at(config.logLevel, log);
  const metrics = new Metrics();
  const routes = new RouteTable();
  const load = new RequestLoad();
  const root = {
    module: ProcessModule,
    imports: [
      BackendModule.forProfile(config, clock, logger),
      RuntimeModule.with({ logger, metrics, policy, load, routes }),
      services,
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    createHttpAdapter({ metrics, routes, limits, load, trustedProxies: config.trustedProxies }),
    {
      logger: false,
      bodyParser: false,
      abortOnError: false,
    },
  );
  app.useGlobalPipes(new SchemaPipe());
  try {
    app.connectMicroservice({ strategy: app.get(EventTransport) }, { inheritAppConfig: false });
    app.get(EventTransport).registry.requireGroupsOf(whole);
    await run(app, config);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, logger, stop: () => stop(app) };
}

async function run(app: NestFastifyApplication, config: Config): Promise<void> {
  app.get(OpenApiDocument).describe(app);
  await app.listen(config.httpPort, config.httpHost);
  await app.startAllMicroservices();
  await app.get(JobRunner).start();
  // A process with every service has nobody to take requests from.
  if (config.services.length < SERVICES.length) await app.get(Redrive).serve();
  app.get(Lifecycle).running();
}

async function stop(app: NestFastifyApplication): Promise<void> {
  app.get(Lifecycle).stopping();
  await Promise.all([app.get(EventTransport).close(), app.get(JobRunner).stop(), app.get(RedriveRequests).stop()]);
  await app.close();
}
