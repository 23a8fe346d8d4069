import type { ServiceName } from '#contracts/cloud-event.js';
import { SERVICES } from '#runtime/config/settings.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { projectRoot } from '#runtime/testing/project-root.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Engines } from '../../test/engines/engines.js';
import type { Row } from '../bench-row.js';
import { residentMb } from '../resident-memory.js';
import { withEngine } from './with-engine.js';

const NAME = 'idle memory (resident), each service';
const MOST_MB = 120;
const BOUND = `< ${MOST_MB} MB`;
const READY_WITHIN_MS = 150_000;
/** A process gives back what its start left behind when it has been quiet for ten seconds. */
const SETTLED_MS = 45_000;
const LOOKS = 15;
const LOOK_EVERY_MS = 2_000;
const STACKS = join(projectRoot(), 'dist', 'libs', 'runtime', 'src', 'telemetry', 'typescript-stacks.js');
/** As the image and the start scripts run a service. */
const STARTED_WITH = {
  NODE_ENV: 'production',
  NODE_OPTIONS: `--import ${pathToFileURL(STACKS).href}`,
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '65536',
};

/** What each service holds in a process of its own over real engines when nobody asks anything of it. */
export function run(): Promise<Row[]> {
  return withEngine(() => Engines.start(), [{ name: NAME, bound: BOUND }], measure);
}

async function measure(engines: Engines): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'courant-idle-'));
  const env = {
    ...engines.env('idle'),
    ...STARTED_WITH,
    COURANT_PUBLIC_URL: 'http://127.0.0.1:3000',
    COURANT_SECRET: 'a-secret-of-benches-that-is-long-enough',
  };
  const started = await Promise.allSettled(
    SERVICES.map((service) => NewsroomProcess.start({ service, dataDir: folder, env, readyWithinMs: READY_WITHIN_MS })),
  );
  const processes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    return [rowOf(await held(processes))];
  } finally {
    await Promise.all(processes.map((process) => process.dispose()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most that each service held in half a minute. */
async function held(processes: readonly NewsroomProcess[]): Promise<Array<[ServiceName, number]>> {
  await wait(SETTLED_MS);
  const most = SERVICES.map((service): [ServiceName, number] => [service, 0]);
  for (let look = 0; look < LOOKS; look += 1) {
    for (const [index, { pid }] of processes.entries()) {
      const entry = most[index];
      if (entry !== undefined) entry[1] = Math.max(entry[1], residentMb(pid));
    }
    await wait(LOOK_EVERY_MS);
  }
  return most;
}

function rowOf(most: ReadonlyArray<readonly [ServiceName, number]>): Row {
  const value = Math.max(...most.map(([, megabytes]) => megabytes));
  const each = most.map(([service, megabytes]) => `${service} ${megabytes.toFixed(1)}`).join(', ');
  const bytes = ((value * 1024 * 1024) / 1_000_000).toFixed(1);
  return {
    ...{ name: NAME, value, unit: 'MB', bound: BOUND, holds: value < MOST_MB },
    note: `${each}; MB of 1024 x 1024 bytes, the largest has ${bytes} million bytes; the most of half a minute`,
  };
}
