import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

const LOOK_EVERY_MS = 10_000;
/** The part of a processor's time below which a process counts as quiet. */
const QUIET = 0.1;
/** Growth that is worth a collection, which takes a tenth of a second. */
const WORTH_BYTES = 2 * 1024 * 1024;
/** All code that does not run now goes; what is called again is compiled again, which takes milliseconds. */
const DROP_CODE = ['--flush-baseline-code', '--bytecode-old-age=1'];
/** As V8 does by itself. */
const KEEP_CODE = ['--no-flush-baseline-code', '--bytecode-old-age=6'];

/** What a process has used and uses. */
export interface ProcessUsage {
  /** Processor time since its start. */
  cpuMs(): number;
  residentBytes(): number;
}

const OWN: ProcessUsage = {
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  residentBytes: () => process.memoryUsage.rss(),
};

/**
 * Gives memory back once a process is quiet. V8 collects when it needs room, and a quiet process needs none: what was used to
 * start or to work off a burst, some 40 MB or more, would stay with it for days.
 */
export class QuietMemory {
  private cpuMs: number;
  private kept = 0;

  /** `failed` is told what a look of `start` threw. */
  constructor(
    private readonly failed: (error: unknown) => void,
    private readonly usage: ProcessUsage = OWN,
    private readonly collect: () => Promise<void> = collectGarbage,
  ) {
    this.cpuMs = usage.cpuMs();
  }

  /** Looks now and then, without keeping the process alive. */
  start(): void {
    setInterval(() => void this.look(LOOK_EVERY_MS).catch(this.failed), LOOK_EVERY_MS).unref();
  }

  /** Collects when the process was quiet since the last look, so long ago, and has grown since the last collection. */
  async look(sinceMs: number): Promise<void> {
    const before = this.cpuMs;
    this.cpuMs = this.usage.cpuMs();
    if (this.cpuMs - before > sinceMs * QUIET) return;
    if (this.usage.residentBytes() < this.kept + WORTH_BYTES) return;
    await this.collect();
    this.kept = this.usage.residentBytes();
    this.cpuMs = this.usage.cpuMs();
  }
}

/** What the memory tools of the inspector call: V8 is told that memory is short, so it shrinks its heap too. */
async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  for (const flag of DROP_CODE) setFlagsFromString(flag);
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    for (const flag of KEEP_CODE) setFlagsFromString(flag);
    session.disconnect();
  }
}
