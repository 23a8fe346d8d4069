import { setTimeout as wait } from 'node:timers/promises';

/** Pauses that grow: the first, doubled each time, never beyond the longest. */
export function growingPause(firstMs: number, times: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(times, 30));
}

/** Waits, or rejects with the signal's reason when it is aborted first. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}
