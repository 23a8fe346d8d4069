import { freePort } from '#runtime/testing/free-port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineProcess } from './engine-process.js';
import { buildFerretDb } from './ferretdb/build-ferretdb.js';

/** A server of the MongoDB protocol on loopback with a data folder of its own, for tests; correct, but slow. */
export class FerretDbEngine {
  private constructor(
    readonly url: string,
    private readonly server: EngineProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<FerretDbEngine> {
    const command = await buildFerretDb();
    const address = `127.0.0.1:${await freePort()}`;
    const folder = mkdtempSync(join(tmpdir(), 'courant-ferretdb-'));
    const server = new EngineProcess({
      name: 'FerretDB',
      command,
      args: [address, '.'],
      cwd: folder,
      readyWhen: /^ready$/m,
    });
    const engine = new FerretDbEngine(`mongodb://${address}/`, server, folder);
    await server.start();
    return engine;
  }

  /** Ends it without a chance to finish anything; `restart` starts it again at the same address with what it kept. */
  async kill(): Promise<void> {
    await this.server.kill();
  }

  async restart(): Promise<void> {
    await this.server.start();
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
