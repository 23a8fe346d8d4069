import { PermanentError, TransientError } from '#contracts/errors.js';

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);

/** What a failure at the brokers means to those who asked: nearly always that the brokers are away or busy. */
export function brokerFailure(what: string, cause: unknown): Error {
  if (cause instanceof TransientError || cause instanceof PermanentError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (typeOf(cause).some((type) => TOO_LARGE.has(type))) {
    return new PermanentError(`${what}: too large for the brokers`, { cause });
  }
  return new TransientError(`${what}: ${reason}`, { cause });
}

/** kafkajs wraps the brokers' errors, at times more than once. */
function typeOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'type' in error && typeof error.type === 'string' ? [error.type] : [];
  return [...own, ...typeOf(error.cause)];
}
