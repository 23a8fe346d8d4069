import { freePort } from '#runtime/testing/free-port.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineProcess } from './engine-process.js';
import { installRedis } from './install-redis.js';

/** A Redis on loopback with a data folder of its own, set up as Courant asks for: append-only file, nothing evicted. */
export class RedisEngine {
  private constructor(
    readonly url: string,
    private readonly server: EngineProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RedisEngine> {
    const command = await installRedis();
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'courant-redis-'));
    const keep = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];
    const server = new EngineProcess({
      name: 'Redis',
      command,
      args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...keep],
      cwd: folder,
      readyWhen: /Ready to accept connections/,
    });
    await server.start();
    return new RedisEngine(`redis://127.0.0.1:${port}`, server, folder);
  }

  /** Ends it without a chance to finish anything; `restart` starts it again at the same address with what it kept. */
  async kill(): Promise<void> {
    await this.server.kill();
  }

  async restart(): Promise<void> {
    await this.server.start();
  }

  /** Lets it stand still with its connections open, until `goOn`. */
  freeze(): void {
    this.server.signal('SIGSTOP');
  }

  goOn(): void {
    this.server.signal('SIGCONT');
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
