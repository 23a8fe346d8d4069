import type { ServiceName } from '#contracts/cloud-event.js';
import { LoopbackServer } from '#ports/testing/loopback-server.js';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { serviceOf } from './routes.js';

/** Ports of the replicas of each service. */
export type Replicas = Readonly<Record<ServiceName, readonly number[]>>;

/**
 * One address for separate processes: by path to a service, in turn to its replicas. A replica that takes no connection is
 * passed over; what one got and did not answer is answered 502, since it may have been done.
 */
export class ReverseProxy {
  private readonly turns = new Map<ServiceName, number>();

  constructor(private readonly replicas: Replicas) {}

  listen(): Promise<LoopbackServer> {
    return LoopbackServer.start((request, response) => this.pass(request, response));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const service = serviceOf(new URL(request.url ?? '/', 'http://localhost').pathname);
      this.forward(request, Buffer.concat(chunks), response, this.inTurn(service));
    });
  }

  private forward(request: IncomingMessage, body: Buffer, response: ServerResponse, ports: readonly number[]): void {
    const [port, ...others] = ports;
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { method, url, headers } = request;
    const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (response.headersSent) response.destroy();
      else if (error.code === 'ECONNREFUSED') this.forward(request, body, response, others);
      else response.writeHead(502).end();
    });
    onward.end(body);
  }

  /** All replicas, beginning with the one whose turn it is. */
  private inTurn(service: ServiceName): number[] {
    const ports = this.replicas[service];
    const turn = (this.turns.get(service) ?? 0) % ports.length;
    this.turns.set(service, turn + 1);
    return [...ports.slice(turn), ...ports.slice(0, turn)];
  }
}
