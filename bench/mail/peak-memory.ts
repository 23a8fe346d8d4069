import { residentMb } from '../resident-memory.js';

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
