import type { Clock } from '#ports/clock.port.js';
import type { DynamicModule, Type } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../composition/system-clock.js';
import type { Environment } from '../config/environment.js';
import { loadConfig } from '../config/load-config.js';
import { DeliveryPolicy } from '../consume/delivery-policy.js';
import { HttpLimits } from '../http/http-limits.js';
import { startApplication } from '../start-application.js';
import { freePort } from './free-port.js';

export interface StartAppOptions {
  /** Kept when given; else a new folder that `stop` removes. `:memory:` is possible too. */
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly env?: Environment;
  /** Waits of the delivery loop; short ones by default. */
  readonly policy?: Partial<DeliveryPolicy>;
  /** Times that a request may take to arrive; the usual ones by default. */
  readonly limits?: Partial<HttpLimits>;
  /** Takes the log lines; standard error when absent. */
  readonly log?: DestinationStream;
}

export interface StartedApp {
  readonly url: string;
  readonly dataDir: string;
  readonly adminToken: string;
  /** What Nest would inject for a class. */
  get<Injected>(token: Type<Injected> | (abstract new (...args: never[]) => Injected)): Injected;
  /** fetch below the app's address, with the admin token when `admin` is set. */
  fetch(path: string, init?: RequestInit & { admin?: boolean }): Promise<Response>;
  stop(): Promise<void>;
}

const QUICK: Partial<DeliveryPolicy> = { retryPauseMs: 1, outagePauseMs: 5, longestOutagePauseMs: 50 };

/** Starts a module as a process would, on free ports, with nothing of the machine's environment. */
export async function startApp(module: Type | DynamicModule, options: StartAppOptions = {}): Promise<StartedApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'courant-'));
  const adminToken = 'test-admin-token-0123456789';
  const config = loadConfig({
    COURANT_DATA_DIR: dataDir,
    COURANT_HTTP_PORT: String(await freePort()),
    COURANT_CATCHER_PORT: String(await freePort()),
    COURANT_ADMIN_TOKEN: adminToken,
    COURANT_SECRET: 'a-secret-of-tests-that-is-long-enough',
    COURANT_LOG_LEVEL: 'silent',
    COURANT_TEXT_THREADS: '0',
    ...options.env,
  });
  const running = await startApplication(module, {
    config,
    clock: options.clock ?? new SystemClock(),
    policy: new DeliveryPolicy({ ...QUICK, ...options.policy }),
    limits: new HttpLimits(options.limits),
    log: options.log,
  });
  return {
    url: config.publicUrl,
    dataDir,
    adminToken: config.adminToken,
    get: (token) => running.app.get(token),
    fetch: (path, { admin = false, headers, ...init } = {}) => {
      const sent = new Headers(headers);
      if (admin) sent.set('authorization', `Bearer ${config.adminToken}`);
      return fetch(`${config.publicUrl}${path}`, { ...init, headers: sent });
    },
    stop: async () => {
      await running.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
