import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { afterAll, beforeAll } from '@jest/globals';
import { Engines } from '../engines/engines.js';
import type { Newsroom, NewsroomSettings } from './newsroom.js';
import { SeparateProcesses } from './separate-processes.js';

/** A way to run the services. */
export interface Topology {
  readonly name: string;
  start(settings?: NewsroomSettings): Promise<Newsroom>;
}

const inOneProcess: Topology = {
  name: 'in one process',
  start: ({ smtpUrl, dataDir } = {}) =>
    NewsroomProcess.start({
      ...(dataDir === undefined ? {} : { dataDir }),
      env: { ...(smtpUrl === undefined ? {} : { COURANT_SMTP_URL: smtpUrl }) },
    }),
};

/** Set by jest.engines.config.mjs. */
const onEngines = 'COURANT_ON_ENGINES' in globalThis;
const INSTALL_AND_START_MS = 600_000;
let engines: Engines | undefined;
// Once for all scenarios of a spec file.
if (onEngines) {
  beforeAll(async () => {
    engines = await Engines.start();
  }, INSTALL_AND_START_MS);
  afterAll(async () => {
    await engines?.dispose();
  });
}

const inSeparateProcesses: Topology = {
  name: 'in separate processes on real engines',
  start: (settings) => {
    if (engines === undefined) throw new Error('the engines run during tests alone');
    return SeparateProcesses.start(engines, settings);
  },
};

/** How long a start may take. */
export const START_WITHIN_MS = onEngines ? 180_000 : 60_000;

/** Articles of a burst: `FAULT_ARTICLES`, or as many as are done in some minutes. */
export const BURST = Number(process.env['FAULT_ARTICLES'] ?? (onEngines ? 200 : 1_000));

/** How long the work for so many articles may take; FerretDB, which stands for MongoDB, is slow. */
export function patienceMs(articles: number): number {
  return onEngines ? Math.max(180_000, articles * 1_500) : Math.max(90_000, articles * 90);
}

/** The topology that the scenarios run in: `npm test` has one process, `npm run test:engines` separate ones. */
export const TOPOLOGIES: readonly Topology[] = [onEngines ? inSeparateProcesses : inOneProcess];
