import type { Clock } from '#ports/clock.port.js';

export interface RedisJobQueueOptions {
  /** `redis://` or `rediss://` address; may carry credentials. */
  readonly url: string;
  /** Begins every key. */
  readonly namespace: string;
  /** Must go as the clock of the machine does: BullMQ reads that one. */
  readonly clock: Clock;
  /** Told what goes wrong and is tried again by itself. */
  readonly trouble?: (what: string, error: unknown) => void;
  readonly timing?: Partial<RedisTiming>;
}

/** How long things may take, in milliseconds. */
export interface RedisTiming {
  /** Without a sign of life for so long, a job's worker is taken to be dead. */
  readonly leaseMs: number;
  /** How often jobs of dead workers are looked for; a job is put back at the second look that finds it abandoned. */
  readonly lookMs: number;
  /** What Redis does not answer by then has failed. */
  readonly answerWithinMs: number;
  /** At a stop, what jobs in hand left behind may take so long to be written. */
  readonly settleWithinMs: number;
}

export const REDIS_TIMING: RedisTiming = {
  leaseMs: 30_000,
  lookMs: 10_000,
  answerWithinMs: 5_000,
  settleWithinMs: 3_000,
};
