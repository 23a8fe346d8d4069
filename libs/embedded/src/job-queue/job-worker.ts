import { PermanentError, TransientError } from '#contracts/errors.js';
import type { Job, JobWorkerOptions } from '#ports/job-queue.port.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobTable } from './job-table.js';

const LONGEST_PAUSE_MS = 60_000;
const WRITE_AGAIN_MS = 1_000;

/** Runs the jobs of one queue, at most `concurrency` at a time, and settles each by how it ended. */
export class JobWorker {
  private readonly id = randomUUID();
  private readonly stopping = new AbortController();
  private readonly inHand = new Set<Promise<void>>();
  private readonly renewal: NodeJS.Timeout;

  constructor(
    private readonly table: JobTable,
    private readonly options: JobWorkerOptions,
    private readonly leaseMs: number,
  ) {
    this.renewal = setInterval(() => this.renew(), leaseMs / 3);
    this.renewal.unref();
  }

  get queue(): string {
    return this.options.queue;
  }

  /** Takes as many due jobs as there is room for. */
  wake(): void {
    const room = this.options.concurrency - this.inHand.size;
    if (room <= 0 || this.stopping.signal.aborted) return;
    for (const job of this.claim(room)) this.take(job);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.inHand);
    clearInterval(this.renewal);
  }

  /** None while the file cannot be written; the next look at what is due asks again. */
  private claim(room: number): Job[] {
    try {
      return this.table.claim(this.queue, this.id, room, this.leaseMs);
    } catch {
      return [];
    }
  }

  private take(job: Job): void {
    const work = this.run(job).finally(() => {
      this.inHand.delete(work);
      setImmediate(() => this.wake());
    });
    this.inHand.add(work);
  }

  private async run(job: Job): Promise<void> {
    try {
      await this.options.handle(job, this.stopping.signal);
    } catch (error) {
      await this.settle(() => this.settleFailure(job, error));
      return;
    }
    await this.settle(() => this.table.finish(job, this.id));
  }

  /** While the file cannot be written the job stays in hand; after a stop it runs again, for it is done at least once. */
  private async settle(write: () => void | Promise<void>): Promise<void> {
    while (!(await succeeds(write)) && !this.stopping.signal.aborted) await wait(WRITE_AGAIN_MS);
  }

  private async settleFailure(job: Job, error: unknown): Promise<void> {
    const text = error instanceof Error ? error.message : String(error);
    if (this.stopping.signal.aborted) {
      this.table.putBack(job, this.id, { ms: 0, counted: false });
      return;
    }
    const failures = this.table.failuresOf(job);
    if (error instanceof TransientError) {
      const ms = this.pauseAfter(job.attempts - failures - 1, error.options.retryAfterSeconds);
      this.table.putBack(job, this.id, { ms, counted: false, error: text });
      return;
    }
    if (error instanceof PermanentError || failures + 1 >= this.options.attempts) {
      await this.options.failed?.(job, error);
      this.table.fail(job, this.id, text);
      return;
    }
    this.table.putBack(job, this.id, { ms: this.pauseAfter(failures), counted: true, error: text });
  }

  private pauseAfter(earlier: number, leastSeconds = 0): number {
    const doubled = Math.min(LONGEST_PAUSE_MS, this.options.backoffMs * 2 ** Math.min(Math.max(earlier, 0), 20));
    return Math.max(doubled, leastSeconds * 1000);
  }

  private renew(): void {
    if (this.inHand.size > 0) void succeeds(() => this.table.renew(this.id, this.leaseMs));
  }
}

async function succeeds(write: () => void | Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    return false;
  }
}
