import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/** An HTTP server on a free port of this machine. */
export class LocalJsonServer {
  private readonly server: Server;

  constructor(private readonly answer: AnswerJson) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Resolves to its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
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
