import type { ServiceName } from '#contracts/cloud-event.js';
import { SERVICES } from '#runtime/config/settings.js';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an upstream answers: who it is, and what it was asked. */
export interface Seen {
  readonly service: ServiceName;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

/** One small server per service that tells what reached it. */
export class NamedUpstreams {
  private constructor(private readonly servers: ReadonlyMap<ServiceName, Server>) {}

  static async start(): Promise<NamedUpstreams> {
    const servers = new Map<ServiceName, Server>();
    for (const service of SERVICES) servers.set(service, await upstream(service));
    return new NamedUpstreams(servers);
  }

  port(service: ServiceName): number {
    const { port } = this.servers.get(service)?.address() as AddressInfo;
    return port;
  }

  async stop(): Promise<void> {
    for (const server of this.servers.values()) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}

async function upstream(service: ServiceName): Promise<Server> {
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (data: Buffer) => (bytes += data.length));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('x-service', service);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ service, method, url, headers, bytes }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
