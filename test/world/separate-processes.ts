import type { ServiceName } from '#contracts/cloud-event.js';
import { LoopbackServer } from '#ports/testing/loopback-server.js';
import { SERVICES } from '#runtime/config/settings.js';
import { freePort } from '#runtime/testing/free-port.js';
import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engines } from '../engines/engines.js';
import type { Newsroom, NewsroomSettings } from './newsroom.js';
import { ReverseProxy } from './reverse-proxy.js';

/** Nine processes start at once. */
const READY_WITHIN_MS = 150_000;

/** How many processes a service has. */
const REPLICAS: Readonly<Record<ServiceName, number>> = {
  ingestion: 2,
  search: 2,
  related: 2,
  newsletter: 2,
  operations: 1,
};

/** Every service in processes of its own, some of them twice, on real engines and behind one address. */
export class SeparateProcesses implements Newsroom {
  private constructor(
    private readonly proxy: LoopbackServer,
    private readonly processes: ReadonlyMap<ServiceName, readonly NewsroomProcess[]>,
    private readonly folder: string,
    readonly namespace: string,
  ) {}

  static async start(engines: Engines, { smtpUrl }: NewsroomSettings = {}): Promise<SeparateProcesses> {
    const folder = mkdtempSync(join(tmpdir(), 'courant-'));
    const ports = new Map<ServiceName, number[]>();
    for (const service of SERVICES) {
      ports.set(service, await Promise.all(Array.from({ length: REPLICAS[service] }, freePort)));
    }
    const proxy = await new ReverseProxy(Object.fromEntries(ports) as Record<ServiceName, number[]>).listen();
    const namespace = `test-${randomBytes(6).toString('hex')}`;
    const env = {
      ...engines.env(namespace),
      COURANT_PUBLIC_URL: proxy.url,
      COURANT_SECRET: 'a-secret-of-tests-that-is-long-enough',
      COURANT_TEXT_THREADS: '0',
      // Of what a test waits for after a kill, most is that the brokers take the dead process for dead.
      COURANT_KAFKA_SESSION_SECONDS: '8',
      ...(smtpUrl === undefined ? {} : { COURANT_SMTP_URL: smtpUrl }),
    };
    const processes = new Map<ServiceName, NewsroomProcess[]>();
    for (const [service, httpPorts] of ports) {
      const made = httpPorts.map((httpPort) =>
        NewsroomProcess.at({ service, httpPort, dataDir: folder, env, readyWithinMs: READY_WITHIN_MS }),
      );
      processes.set(service, await Promise.all(made));
    }
    const newsroom = new SeparateProcesses(proxy, processes, folder, namespace);
    try {
      await newsroom.restart();
    } catch (error) {
      await newsroom.dispose();
      throw error;
    }
    return newsroom;
  }

  get url(): string {
    return this.proxy.url;
  }

  get adminToken(): string {
    return this.processesOf('operations')[0]?.adminToken ?? '';
  }

  processesOf(service?: ServiceName): readonly NewsroomProcess[] {
    return service === undefined ? [...this.processes.values()].flat() : (this.processes.get(service) ?? []);
  }

  /** What all processes logged since their starts. */
  get log(): string {
    return this.processesOf()
      .map(({ log }) => log)
      .join('');
  }

  async kill(): Promise<void> {
    await Promise.all(this.processesOf().map((process) => process.kill()));
  }

  async restart(): Promise<void> {
    await Promise.all(this.processesOf().map((process) => process.restart()));
  }

  async stop(): Promise<number | null> {
    const codes = await Promise.all(this.processesOf().map((process) => process.stop()));
    return codes.find((code) => code !== 0) ?? 0;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.processesOf().map((process) => process.dispose()));
    await this.proxy.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
