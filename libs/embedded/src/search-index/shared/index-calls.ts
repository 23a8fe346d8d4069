import { PermanentError, TransientError } from '#contracts/errors.js';
import type { SearchIndex } from '#ports/search-index.port.js';

/** What can be asked of an index over its socket: the methods of the port, each with its one argument. */
export const CALLS = ['apply', 'search', 'suggest', 'translations', 'count'] as const;
export type Call = (typeof CALLS)[number];

/** Statuses that carry the meaning of an error across the socket. */
export const STATUS = { done: 200, unknown: 404, refused: 422, failed: 500, away: 503 } as const;

/** Does what was asked; the argument comes from a process of the same version. */
export async function answerCall(index: SearchIndex, call: Call, argument: unknown): Promise<unknown> {
  if (call === 'count') return index.count();
  if (call === 'apply') return index.apply(argument as Parameters<SearchIndex['apply']>[0]);
  if (call === 'search') return index.search(argument as Parameters<SearchIndex['search']>[0]);
  if (call === 'suggest') return index.suggest(argument as Parameters<SearchIndex['suggest']>[0]);
  return index.translations(argument as string);
}

export function statusOf(error: unknown): number {
  if (error instanceof PermanentError) return STATUS.refused;
  return error instanceof TransientError ? STATUS.away : STATUS.failed;
}

/** The error as it was thrown in the process of the index. */
export function errorOf(status: number, message: string): Error {
  if (status === STATUS.refused) return new PermanentError(message);
  return status === STATUS.away ? new TransientError(message) : new Error(message);
}
