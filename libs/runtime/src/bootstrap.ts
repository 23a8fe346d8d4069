import type { ServiceName } from '#contracts/cloud-event.js';
import type { DynamicModule, Type } from '@nestjs/common';
import { SystemClock } from './composition/system-clock.js';
import type { Config } from './config/config.js';
import { processConfig } from './config/process-config.js';
import { announce } from './announce.js';
import { QuietMemory } from './lifecycle/quiet-memory.js';
import { startApplication, type RunningApplication } from './start-application.js';

const STOP_WITHIN_MS = 10_000;

export interface BootstrapOptions {
  /** The one service of this process; absent: those that are configured. */
  readonly service?: ServiceName;
  /** Called when everything runs and has been announced. */
  started?(config: Config): void;
}

/** The life of a process: configuration, start, addresses, and an orderly end at the first signal. */
export async function bootstrap(
  servicesOf: (config: Config) => Type | DynamicModule | Promise<Type | DynamicModule>,
  { service, started = () => undefined }: BootstrapOptions = {},
): Promise<void> {
  const config = processConfig(service);
  try {
    const whole = config.services;
    const running = await startApplication(await servicesOf(config), { config, clock: new SystemClock(), whole });
    stopOnSignals(running);
    new QuietMemory((error) => running.logger.warn({ err: error }, 'memory was not given back')).start();
    announce(config);
    started(config);
  } catch (error) {
    process.stderr.write(`Courant could not start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** The first signal stops in order, the second at once. */
function stopOnSignals(running: RunningApplication): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    running.logger.info({ signal }, 'stopping');
    const late = setTimeout(() => {
      running.logger.warn({}, 'work in hand did not end in time and is left to the next start');
      process.exit(1);
    }, STOP_WITHIN_MS);
    late.unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        running.logger.error({ err: error }, 'the stop went wrong');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return `${error.message}. Set COURANT_HTTP_PORT to a free port.`;
  const isForPeople = error.name === 'PermanentError' || error.name === 'TransientError';
  return isForPeople ? error.message : (error.stack ?? error.message);
}
