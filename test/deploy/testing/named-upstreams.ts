import type { ServiceName } from '#contracts/cloud-event.js';
import { LoopbackServer } from '#ports/testing/loopback-server.js';
import { SERVICES } from '#runtime/config/settings.js';

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
  private constructor(private readonly servers: ReadonlyMap<ServiceName, LoopbackServer>) {}

  static async start(): Promise<NamedUpstreams> {
    const servers = new Map<ServiceName, LoopbackServer>();
    for (const service of SERVICES) servers.set(service, await upstream(service));
    return new NamedUpstreams(servers);
  }

  port(service: ServiceName): number {
    return this.servers.get(service)?.port ?? 0;
  }

  async stop(): Promise<void> {
    for (const server of this.servers.values()) await server.stop();
  }
}

function upstream(service: ServiceName): Promise<LoopbackServer> {
  return LoopbackServer.start((request, response) => {
    let bytes = 0;
    request.on('data', (data: Buffer) => (bytes += data.length));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('x-service', service);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ service, method, url, headers, bytes }));
    });
  });
}
