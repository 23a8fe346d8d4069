/** Will fail the same way every time: dead letter at once, no retry. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}

/** A dependency is away or busy: worth trying again without end, with backoff. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
  constructor(
    message: string,
    readonly options: ErrorOptions & { retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
  }
}
