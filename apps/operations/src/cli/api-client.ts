import { Problem } from '#contracts/problem.js';
import type { z } from 'zod';

/** An answer that is not 2xx, with the server's problem document where there is one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly problem: Problem | undefined,
    request: string,
  ) {
    super(`${request}: ${status} ${explain(problem)}`.trimEnd());
  }
}

function explain(problem: Problem | undefined): string {
  if (problem === undefined) return '';
  const fields = (problem.errors ?? []).map((field) => `\n  ${field.pointer || '(whole body)'}: ${field.detail}`);
  return `${problem.detail ?? problem.title}${fields.join('')}`;
}

interface ApiRequest {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LONGEST_WAIT_SECONDS = 60;
const TRIES = 5;

/** Speaks to a running Courant over its public HTTP interface; the only way the command line reaches it. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly adminToken: string | undefined,
  ) {}

  /** Sends a request and reads the answer by its schema. Throws ApiError beside 2xx. */
  async call<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: ApiRequest = {},
  ): Promise<z.infer<Schema>> {
    const response = await this.send(path, request);
    const text = await response.text();
    if (!response.ok) throw new ApiError(response.status, problemIn(text), `${request.method ?? 'GET'} ${path}`);
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  }

  /** As `call`, with a JSON body; POST unless told otherwise. */
  post<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    method = 'POST',
  ): Promise<z.infer<Schema>> {
    return this.call(path, schema, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  /** The raw answer, whatever its status; waits out 429 and 503 as told by Retry-After, unless that is more than a minute. */
  async send(path: string, { method = 'GET', body, headers = {} }: ApiRequest): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const authorization = this.adminToken === undefined ? {} : { authorization: `Bearer ${this.adminToken}` };
      const response = await fetch(new URL(path, this.url), {
        method,
        headers: { ...authorization, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      const busy = response.status === 429 || response.status === 503;
      if (!busy || attempt === TRIES || !(seconds <= LONGEST_WAIT_SECONDS)) return response;
      await response.arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    }
  }
}

function problemIn(text: string): Problem | undefined {
  try {
    return Problem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
