import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 100;

/** Watches how much memory of the machine a process holds. */
export class PeakMemory {
  readonly beforeMb: number;
  private peak: number;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.beforeMb = this.peak = residentMb(pid);
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** The most it held since the beginning, in MB. */
  end(): number {
    clearInterval(this.timer);
    this.look();
    return this.peak;
  }

  private look(): void {
    this.peak = Math.max(this.peak, residentMb(this.pid));
  }
}

/** What the operating system says the process has in memory. */
function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
