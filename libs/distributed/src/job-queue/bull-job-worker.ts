import { PermanentError, TransientError } from '#contracts/errors.js';
import type { Job, JobWorkerOptions } from '#ports/job-queue.port.js';
import { DelayedError, UnrecoverableError, WaitingError, Worker, type Job as BullJob } from 'bullmq';
import { setTimeout as wait } from 'node:timers/promises';
import { REPEATING } from './cron-time.js';
import type { RedisTiming } from './redis-job-queue-options.js';
import { jobOf, type StoredData } from './stored-job.js';
import type { WorkerConnections } from './worker-connections.js';

const LONGEST_PAUSE_MS = 60_000;
const AGAIN_MS = 1_000;

export interface WorkerTools {
  readonly connections: WorkerConnections;
  readonly prefix: string;
  readonly timing: RedisTiming;
  readonly now: () => Date;
  readonly trouble: (what: string, error: unknown) => void;
}

/** Has BullMQ run the jobs of one queue and settles each by how it ended. */
export class BullJobWorker {
  private readonly stopping = new AbortController();
  private readonly inHand = new Set<Promise<void>>();
  private readonly worker: Worker<StoredData>;

  constructor(
    private readonly options: JobWorkerOptions,
    private readonly tools: WorkerTools,
  ) {
    const { connections, prefix, timing } = tools;
    this.worker = new Worker<StoredData>(options.queue, (job, token = '') => this.run(job, token), {
      connection: connections.client,
      prefix,
      concurrency: options.concurrency,
      lockDuration: timing.leaseMs,
      stalledInterval: timing.lookMs,
      // A job whose worker died is never failed for that.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: AGAIN_MS,
      settings: REPEATING,
    });
    this.worker.on('error', (error) => this.tools.trouble(`the worker of ${options.queue}`, error));
  }

  get queue(): string {
    return this.options.queue;
  }

  /** Waits for the jobs in hand; when Redis is away then, they are left to be done again. */
  async stop(): Promise<void> {
    const { settleWithinMs } = this.tools.timing;
    this.stopping.abort();
    const closed = this.worker.close().catch(() => undefined);
    await Promise.allSettled(this.inHand);
    const enough = new AbortController();
    await Promise.race([closed, wait(settleWithinMs, undefined, { signal: enough.signal }).catch(() => undefined)]);
    enough.abort();
    this.tools.connections.close();
  }

  private async run(stored: BullJob<StoredData>, token: string): Promise<void> {
    if (this.stopping.signal.aborted) await this.handBack(stored, token);
    const job = jobOf(this.queue, stored, 'active');
    try {
      await this.holding(this.options.handle(job, this.stopping.signal));
    } catch (error) {
      await this.settleFailure(job, stored, token, error);
    }
  }

  /** Always rejects: that is how BullMQ learns that the job did not end. */
  private async settleFailure(job: Job, stored: BullJob<StoredData>, token: string, error: unknown): Promise<never> {
    if (this.stopping.signal.aborted) return this.handBack(stored, token);
    const text = error instanceof Error ? error.message : String(error);
    const failures = stored.attemptsMade;
    if (error instanceof TransientError) {
      const pauseMs = this.pauseAfter(job.attempts - failures - 1, error.options.retryAfterSeconds);
      return this.putBack(stored, token, { pauseMs, text, counted: false });
    }
    if (error instanceof PermanentError || failures + 1 >= this.options.attempts) {
      if (!(await this.holding(this.toldFailed(job, error)))) return this.handBack(stored, token);
      throw new UnrecoverableError(text);
    }
    return this.putBack(stored, token, { pauseMs: this.pauseAfter(failures), text, counted: true });
  }

  private async handBack(stored: BullJob<StoredData>, token: string): Promise<never> {
    await stored.moveToWait(token);
    throw new WaitingError();
  }

  /** To run after a pause; `counted` tries come off the job's limit. */
  private async putBack(
    stored: BullJob<StoredData>,
    token: string,
    { pauseMs, text, counted }: { pauseMs: number; text: string; counted: boolean },
  ): Promise<never> {
    const now = this.tools.now().getTime();
    const data: StoredData = { ...stored.data, runAt: now + pauseMs };
    await this.worker.getBackend().moveToDelayed(stored.id ?? '', now, pauseMs, token, {
      skipAttempt: !counted,
      fieldsToUpdate: { failedReason: text, data: JSON.stringify(data) },
    });
    throw new DelayedError();
  }

  /** Tells of a job that failed for good, again until it is heard; false when the worker stops first. */
  private async toldFailed(job: Job, error: unknown): Promise<boolean> {
    const { signal } = this.stopping;
    for (;;) {
      try {
        await this.options.failed?.(job, error);
        return true;
      } catch (cause) {
        this.tools.trouble(`the failure of job ${job.id} in ${job.queue} was not heard`, cause);
      }
      await wait(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return false;
    }
  }

  private pauseAfter(earlier: number, leastSeconds = 0): number {
    const doubled = Math.min(LONGEST_PAUSE_MS, this.options.backoffMs * 2 ** Math.min(Math.max(earlier, 0), 20));
    return Math.max(doubled, leastSeconds * 1_000);
  }

  private async holding<Result>(work: Promise<Result>): Promise<Result> {
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    this.inHand.add(ended);
    try {
      return await work;
    } finally {
      this.inHand.delete(ended);
    }
  }
}
