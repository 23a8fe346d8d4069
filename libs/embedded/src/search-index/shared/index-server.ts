import type { SearchIndex } from '#ports/search-index.port.js';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { answerCall, CALLS, STATUS, statusOf } from './index-calls.js';

/** Lets other processes of this machine ask an index, over a socket that is a file; whoever may open the file may ask. */
export class IndexServer {
  private readonly server: Server;
  private ending = false;

  private constructor(private readonly index: SearchIndex) {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.keepAliveTimeout = 0;
  }

  /** Takes the place of a socket that an earlier process left behind. */
  static async listen(index: SearchIndex, path: string): Promise<IndexServer> {
    rmSync(path, { force: true });
    const server = new IndexServer(index);
    server.server.listen(path);
    await once(server.server, 'listening');
    return server;
  }

  /** Answers what was asked before, then ends. */
  async close(): Promise<void> {
    this.ending = true;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeIdleConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const argument = await json(request);
      const call = CALLS.find((known) => request.url === `/${known}`);
      if (call === undefined) return this.reply(response, STATUS.unknown, null);
      this.reply(response, STATUS.done, (await answerCall(this.index, call, argument)) ?? null);
    } catch (error) {
      this.reply(response, statusOf(error), error instanceof Error ? error.message : String(error));
    }
  }

  /** Once the server ends, each answer ends its connection, which would be kept for the next question otherwise. */
  private reply(response: ServerResponse, status: number, value: unknown): void {
    if (this.ending) response.shouldKeepAlive = false;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
}
