import { TransientError } from '#contracts/errors.js';

/** A full or failing disk or a busy file, which another try may not meet. */
export function isOfTheFile(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM)/.test(code);
}

/** What a failure means to those who asked: one of the file is a TransientError, everything else is what it was. */
export function fileFailure(what: string, cause: unknown): unknown {
  return isOfTheFile(cause) ? new TransientError(what, { cause }) : cause;
}
