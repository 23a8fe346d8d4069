import type { OpenedPort } from '#ports/testing/opened-port.js';
import { afterAll, beforeAll } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { FerretDbEngine } from '../../../../test/engines/ferretdb-engine.js';
import { transientWhenAway } from '../mongo/away-as-transient.js';
import { MongoConnection } from '../mongo/mongo-connection.js';

const BUILD_AND_START_MS = 600_000;

/** A server for the specs of one file. */
export class MongoServer {
  private running: FerretDbEngine | undefined;

  /** Starts it before the first test and ends it after the last. */
  static forAllTests(): MongoServer {
    const server = new MongoServer();
    beforeAll(async () => {
      server.running = await FerretDbEngine.start();
    }, BUILD_AND_START_MS);
    afterAll(async () => {
      await server.running?.dispose();
    });
    return server;
  }

  get engine(): FerretDbEngine {
    if (this.running === undefined) throw new Error('the server runs during tests alone');
    return this.running;
  }

  /** Opens an adapter on a database of its own, as the composition does; for contract suites. */
  async open<Port extends object>(
    adapter: (connection: MongoConnection) => Port,
    namespace = `test-${randomBytes(6).toString('hex')}`,
  ): Promise<OpenedPort<Port>> {
    const connect = async () => {
      const connection = await MongoConnection.open({ url: this.engine.url, namespace });
      const port = transientWhenAway(adapter(connection));
      await connection.ready();
      return { connection, port };
    };
    let opened = await connect();
    return {
      port: opened.port,
      reopen: async () => {
        await opened.connection.close();
        opened = await connect();
        return opened.port;
      },
      close: () => opened.connection.close(),
    };
  }
}
