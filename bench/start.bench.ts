import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import type { BenchRow } from './bench-row.js';
import { residentMb } from './resident-memory.js';

const ROUNDS = 3;
const LONGEST_START_MS = 3_000;
const MOST_IDLE_MB = 160;
/** Long enough for what the start left behind to be collected. */
const IDLE_MS = 5_000;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** From the start of the built program with all services to ready, and what it holds when nobody asks anything of it. */
export async function run(): Promise<BenchRow[]> {
  const starts: number[] = [];
  const memories: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const newsroom = await NewsroomProcess.start();
    try {
      await newsroom.stop();
      starts.push(await newsroom.restart());
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      memories.push(residentMb(newsroom.pid));
    } finally {
      await newsroom.dispose();
    }
  }
  const start = median(starts);
  const memory = median(memories);
  const list = (values: readonly number[]): string => values.map((value) => Math.round(value)).join(', ');
  return [
    {
      ...{ name: 'start to ready, all services', value: start, unit: 'ms', bound: `< ${LONGEST_START_MS} ms` },
      ...{ holds: start < LONGEST_START_MS, note: `median of ${ROUNDS} (${list(starts)})` },
    },
    {
      ...{ name: 'idle memory (resident), all services', value: memory, unit: 'MB', bound: `< ${MOST_IDLE_MB} MB` },
      ...{ holds: memory < MOST_IDLE_MB, note: `median of ${ROUNDS} (${list(memories)})` },
    },
  ];
}
