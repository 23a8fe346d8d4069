import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

const LOOK_EVERY_MS = 10_000;
/** The part of a processor's time below which a process counts as quiet. */
const QUIET = 0.1;
/** Growth that is worth a collection, which takes a tenth of a second: a fiftieth of what is held, but not less than this. */
const WORTH_BYTES = 2 * 1024 * 1024;
const WORTH_SHARE = 1 / 50;
/**
 * So many collections drop the code that does not run just then: what a process compiled to start it needs no more, and what it
 * runs again is compiled again. Two, since the first leaves what ran a moment before. Later ones leave warm code alone.
 */
const DROPS = 2;
/** Both are read when a collection begins, so that they may change while the process runs. */
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
  private collections = 0;

  /** `failed` is told what a look of `start` threw. */
  constructor(
    private readonly failed: (error: unknown) => void,
    private readonly usage: ProcessUsage = OWN,
    private readonly collect: (dropCode: boolean) => Promise<void> = collectGarbage,
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
    if (this.usage.residentBytes() < this.kept + Math.max(WORTH_BYTES, this.kept * WORTH_SHARE)) return;
    this.collections += 1;
    await this.collect(this.collections <= DROPS);
    this.kept = this.usage.residentBytes();
    this.cpuMs = this.usage.cpuMs();
  }
}

/** What the memory tools of the inspector call: V8 is told that memory is short, so it shrinks its heap too. */
async function collectGarbage(dropCode: boolean): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    if (dropCode) setFlags(DROP_CODE);
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    if (dropCode) setFlags(KEEP_CODE);
    session.disconnect();
  }
}

function setFlags(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
