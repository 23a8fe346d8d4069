import { LoopbackServer } from '#ports/testing/loopback-server.js';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that went through, with its times by `performance.now()`. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly began: number;
  readonly ended: number;
}

/** Passes requests on to a server and keeps what was asked. */
export class RecordingProxy {
  private recorded: Recorded[] = [];
  private server: LoopbackServer | undefined;

  constructor(private readonly target: string) {}

  /** Resolves to its address. */
  async start(): Promise<string> {
    this.server = await LoopbackServer.start((request, response) => void this.pass(request, response));
    return this.server.url;
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  /** What went through since it was last asked, and is answered. */
  take(): Recorded[] {
    return this.recorded.splice(0);
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', url: path = '/' } = request;
    const { authorization, 'content-type': contentType } = request.headers;
    try {
      const answer = await fetch(`${this.target}${path}`, {
        method,
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === '' ? {} : { body }),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      this.recorded.push({ method, path, body, began, ended: performance.now() });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
      response.end(bytes);
    } catch {
      request.socket.destroy();
    }
  }
}

/** Requests that were under way together, wave after wave: one that began after all before had ended begins a new wave. */
export function wavesOf(recorded: readonly Recorded[]): Recorded[][] {
  const waves: Recorded[][] = [];
  let end = -Infinity;
  for (const one of [...recorded].sort((left, right) => left.began - right.began)) {
    if (one.began >= end) waves.push([]);
    waves.at(-1)?.push(one);
    end = Math.max(end, one.ended);
  }
  return waves;
}
