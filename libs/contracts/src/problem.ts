import { z } from 'zod';

/** One field of bad input: a JSON Pointer (RFC 6901) into the request and what is wrong there. */
export const ProblemField = z.object({ pointer: z.string(), detail: z.string() });
export type ProblemField = z.infer<typeof ProblemField>;

/** RFC 9457 problem document, media type `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(ProblemField).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The HTTP phrase of a status; the title of every problem of type `about:blank`. */
export function titleOf(status: number): string {
  return TITLES[status] ?? (status < 500 ? 'Bad Request' : 'Internal Server Error');
}

/** Thrown where a request cannot be served; the HTTP layer turns it into its problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly status: number,
    detail: string,
    readonly extra: { errors?: readonly ProblemField[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
  }

  /** The document as sent; `instance` is the path of the request. */
  toProblem(instance?: string): Problem {
    return {
      type: 'about:blank',
      title: titleOf(this.status),
      status: this.status,
      detail: this.message,
      ...(instance === undefined ? {} : { instance }),
      ...(this.extra.errors === undefined ? {} : { errors: [...this.extra.errors] }),
    };
  }
}

/** JSON Pointer of a path of keys and indexes. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A zod failure as 422 with one pointer per field; unknown keys are named one by one. `at` is prefixed to each pointer. */
export function invalidInput(error: z.ZodError, at: readonly PropertyKey[] = []): ProblemError {
  return new ProblemError(422, 'The request holds invalid values; see errors.', { errors: fieldsOf(error, at) });
}

/** The fields that a zod failure names. */
export function fieldsOf(error: z.ZodError, at: readonly PropertyKey[] = []): ProblemField[] {
  return error.issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code !== 'unrecognized_keys') return [{ pointer: pointerOf(path), detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), detail: 'unknown key' }));
  });
}
