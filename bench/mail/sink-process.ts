import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { SinkReport } from './sink-server.js';

/** The sink in a process of its own, so that it takes no time from who is measured. */
export class SinkProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<SinkProcess> {
    const child = fork(fileURLToPath(new URL('./sink-server.js', import.meta.url)), { stdio: 'inherit' });
    const [address] = (await once(child, 'message')) as [AddressInfo];
    return new SinkProcess(child, address.port);
  }

  report(): Promise<SinkReport> {
    return this.ask('report');
  }

  /** Begins to count anew. */
  async forget(): Promise<void> {
    await this.ask('forget');
  }

  stop(): void {
    this.child.disconnect();
  }

  private async ask(wish: 'report' | 'forget'): Promise<SinkReport> {
    const answer = once(this.child, 'message');
    this.child.send(wish);
    return ((await answer) as [SinkReport])[0];
  }
}
