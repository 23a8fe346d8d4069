import { PermanentError, TransientError } from '#contracts/errors.js';
import { MeilisearchApiError, type MeilisearchErrorResponse } from 'meilisearch';

/** The kinds of error of which the same request may be spared another time; a wrong key may be renewed. */
const MAY_PASS: ReadonlySet<string> = new Set(['system', 'auth']);
/** Without the index nothing can be done, until it is made again. */
const NO_INDEX = 'index_not_found';
const SECONDS = /^\d+$/;

/** What a failed request means. A page of a proxy, a lost connection and a full server are no judgement of what was sent. */
export function requestFailure(what: string, cause: unknown): PermanentError | TransientError {
  if (cause instanceof PermanentError || cause instanceof TransientError) return cause;
  const message = `${what}: ${cause instanceof Error ? cause.message : String(cause)}`;
  if (!(cause instanceof MeilisearchApiError)) return new TransientError(message, { cause });
  const { code, type } = cause.cause ?? {};
  if (type === 'invalid_request' && code !== NO_INDEX) return new PermanentError(message, { cause });
  const after = cause.response.headers.get('retry-after') ?? '';
  return new TransientError(message, { cause, ...(SECONDS.test(after) ? { retryAfterSeconds: Number(after) } : {}) });
}

/** Whether a request failed for there being no such index. */
export function saysNoIndex(error: unknown): boolean {
  const cause = error instanceof TransientError ? error.cause : undefined;
  return cause instanceof MeilisearchApiError && cause.cause?.code === NO_INDEX;
}

const KNOWN_TO_PASS: ReadonlySet<string> = new Set([
  ...[NO_INDEX, 'database_size_limit_reached', 'unretrievable_document', 'invalid_state', 'index_creation_failed'],
]);

/**
 * What a failed task means; of none, that it was cancelled. A refusal is permanent, lack of room or files passes. What the
 * server calls internal without saying more may be the fault of one document, and is left to whoever tries in parts.
 */
export function taskFailure(what: string, error: MeilisearchErrorResponse | null): Error {
  if (error === null) return new TransientError(`${what}: the task was cancelled`);
  const { code, type, message } = error;
  const said = `${what}: ${message} (${code})`;
  if (MAY_PASS.has(type) || KNOWN_TO_PASS.has(code)) return new TransientError(said);
  return type === 'invalid_request' ? new PermanentError(said) : new Error(said);
}
