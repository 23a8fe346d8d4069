import { dataSet, readLines } from '#text/testing/data-sets.js';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

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
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  play(exchanges: readonly Exchange[]): void {
    this.left = [...exchanges];
  }

  /** What nobody has asked for. */
  get unasked(): number {
    return this.left.length;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://localhost');
    const exchange = this.next(request.method ?? '', url, text === '' ? null : (JSON.parse(text) as unknown));
    const answer = exchange?.response ?? { status: 599, body: { message: `unexpected: ${text}` } };
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.body === null ? '' : JSON.stringify(answer.body));
  }

  private next(method: string, url: URL, body: unknown): Exchange | undefined {
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
