import { dataSet, readLines } from '#text/testing/data-sets.js';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { LocalJsonServer, type JsonAnswer, type JsonRequest } from './local-json-server.js';

const Exchange = z.object({
  n: z.number(),
  scenario: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.string()),
    auth: z.string(),
    body: z.unknown(),
    bodyOmitted: z.unknown().optional(),
  }),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
});
export type Exchange = z.infer<typeof Exchange>;

/** The exchanges recorded from a real Meilisearch 1.50, which lie beside the data sets; nothing where they are not at hand. */
export function recordedExchanges(): Exchange[] | undefined {
  const file = dataSet('..', 'meilisearch', 'exchanges.jsonl');
  return file === undefined ? undefined : readLines(file, (line) => Exchange.parse(line));
}

/** A local server that answers the requests of one scenario in their order as they were answered, and no other. */
export class RecordedMeilisearch {
  private left: Exchange[] = [];
  private readonly server = new LocalJsonServer((request) => this.answer(request));

  start(): Promise<string> {
    return this.server.start();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  play(exchanges: readonly Exchange[]): void {
    this.left = [...exchanges];
  }

  /** What nobody has asked for. */
  get unasked(): number {
    return this.left.length;
  }

  private answer(asked: JsonRequest): JsonAnswer {
    const exchange = this.next(asked);
    if (exchange === undefined) return { status: 599, body: { message: `unexpected: ${JSON.stringify(asked)}` } };
    const { status, body } = exchange.response;
    return { status, body: body ?? '' };
  }

  private next({ method, url, body }: JsonRequest): Exchange | undefined {
    const [first] = this.left;
    if (first === undefined) return undefined;
    const { request } = first;
    const fits =
      request.method === method &&
      request.path === url.pathname &&
      isDeepStrictEqual(request.query, Object.fromEntries(url.searchParams)) &&
      isDeepStrictEqual(request.body, body);
    if (!fits) return undefined;
    this.left.shift();
    return first;
  }
}
