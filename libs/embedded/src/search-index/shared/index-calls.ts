import { PermanentError, TransientError } from '#contracts/errors.js';
import type { IndexChange, SearchIndex, SearchRequest } from '#ports/search-index.port.js';

/** What can be asked of an index over its socket: the methods of the port, each with its one argument. */
export const CALLS = [
  ...(['apply', 'search', 'suggest', 'translations', 'count'] as const),
  ...(['needsRebuild', 'beginRebuild', 'fillRebuild', 'finishRebuild'] as const),
] as const;
export type Call = (typeof CALLS)[number];

/** The argument of `fillRebuild`. */
export interface Filling {
  readonly rebuild: string;
  readonly changes: readonly IndexChange[];
}

type Answers = { readonly [Name in Call]: (index: SearchIndex, argument: unknown) => Promise<unknown> };

const ANSWERS: Answers = {
  apply: (index, argument) => index.apply(argument as readonly IndexChange[]),
  search: (index, argument) => index.search(argument as SearchRequest),
  suggest: (index, argument) => index.suggest(argument as Parameters<SearchIndex['suggest']>[0]),
  translations: (index, argument) => index.translations(argument as string),
  count: (index) => index.count(),
  needsRebuild: (index) => index.needsRebuild(),
  beginRebuild: (index) => index.beginRebuild(),
  fillRebuild: (index, argument) => {
    const { rebuild, changes } = argument as Filling;
    return index.fillRebuild(rebuild, changes);
  },
  finishRebuild: (index, argument) => index.finishRebuild(argument as string),
};

/** Statuses that carry the meaning of an error across the socket. */
export const STATUS = { done: 200, unknown: 404, refused: 422, failed: 500, away: 503 } as const;

/** Does what was asked; the argument comes from a process of the same version. */
export function answerCall(index: SearchIndex, call: Call, argument: unknown): Promise<unknown> {
  return ANSWERS[call](index, argument);
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
