import { givenMeilisearch } from '#distributed/testing/given-meilisearch.js';
import type { Environment } from '#runtime/config/environment.js';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * The Meilisearch server that `COURANT_MEILI_URL` names, behind a port of our own that can be closed: to those behind it the
 * server has stopped. Where none is named the index of the installation is a file.
 */
export class MeilisearchGate {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  private constructor(
    private readonly target: URL,
    private readonly key: string | undefined,
  ) {}

  static async open(): Promise<MeilisearchGate | undefined> {
    const given = givenMeilisearch();
    if (given === undefined) return undefined;
    const gate = new MeilisearchGate(new URL(given.url), given.key);
    await gate.restart();
    return gate;
  }

  get env(): Environment {
    return {
      COURANT_SEARCH_ENGINE: 'meilisearch',
      COURANT_MEILI_URL: `http://127.0.0.1:${this.port}`,
      ...(this.key === undefined ? {} : { COURANT_MEILI_KEY: this.key }),
    };
  }

  /** Closes the port and every connection through it, whatever is under way. */
  async kill(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Opens the port again. */
  async restart(): Promise<void> {
    this.server = createServer((socket) => this.pass(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async dispose(): Promise<void> {
    await this.kill();
  }

  private pass(socket: Socket): void {
    const onward = connect(Number(this.target.port || 80), this.target.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
