import { LoopbackServer } from '#ports/testing/loopback-server.js';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as it came, the body read as JSON; `null` where there was none. */
export interface JsonRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** An answer with its body as JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request, closes its connection, or leaves it without an answer. */
export type AnswerJson = (request: JsonRequest) => JsonAnswer | 'close' | 'silence';

/** An HTTP server of JSON on a free port of this machine. */
export class LocalJsonServer {
  private server: LoopbackServer | undefined;

  constructor(private readonly answer: AnswerJson) {}

  /** Resolves to its address. */
  async start(): Promise<string> {
    this.server = await LoopbackServer.start((request, response) => void this.serve(request, response));
    return this.server.url;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = this.answer({ method: request.method ?? '', url, body: text === '' ? null : JSON.parse(text) });
    if (answer === 'silence') return;
    if (answer === 'close') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
  }
}
