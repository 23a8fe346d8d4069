import type { Clock } from '#ports/clock.port.js';

export interface MeilisearchOptions {
  /** `http://` or `https://` address. */
  readonly url: string;
  /** May do everything with indexes of its namespace, swap them and read their tasks; absent where the server asks for none. */
  readonly key?: string;
  /** Begins the names of the indexes: letters, digits, hyphens and underscores. */
  readonly namespace: string;
  readonly clock: Clock;
  /** Told what goes wrong and is tried again by itself. */
  readonly trouble?: (what: string, error: unknown) => void;
  readonly timing?: Partial<MeilisearchTiming>;
}

/** How long things may take, in milliseconds. */
export interface MeilisearchTiming {
  /** What the server does not answer by then has failed. */
  readonly answerWithinMs: number;
  /** A write whose task has not ended by then is rejected; the task may still be done. */
  readonly taskWithinMs: number;
  /** Which languages the archive has is asked again after so long. */
  readonly factsForMs: number;
}

export const MEILISEARCH_TIMING: MeilisearchTiming = {
  answerWithinMs: 10_000,
  taskWithinMs: 120_000,
  factsForMs: 30_000,
};
