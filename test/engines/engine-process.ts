import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

const READY_WITHIN_MS = 120_000;
const KEPT_OUTPUT = 20_000;
/** Linux ends it with the process that started it, also when that is killed. */
const ENDED_WITH_PARENT = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : [];

export interface EngineCommand {
  /** As it is called in errors. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Found in its output once it takes connections. */
  readonly readyWhen: RegExp;
}

/** A server that a test started, ended by its own process id alone; it never outlives the test. */
export class EngineProcess {
  private child: ChildProcessByStdio<Writable, Readable, Readable> | undefined;
  private output = '';

  constructor(private readonly what: EngineCommand) {}

  /** Resolves when it takes connections; for after `kill` or `stop` too. */
  async start(): Promise<void> {
    const { command, args, cwd, env } = this.what;
    this.output = '';
    const [program, ...words] = [...ENDED_WITH_PARENT, command, ...args];
    const child = spawn(program ?? command, words, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.on('error', (error) => this.keep(String(error)));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => this.keep(data.toString()));
    this.child = child;
    await this.ready(child);
  }

  /** Ends it without a chance to finish anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Sends it a signal that does not end it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  private keep(text: string): void {
    this.output = `${this.output}${text}`.slice(-KEPT_OUTPUT);
  }

  private async ready(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!this.what.readyWhen.test(this.output)) {
      const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
      if (ended || Date.now() > deadline) {
        await this.kill();
        throw new Error(`${this.what.name} ${ended ? 'ended' : 'was not ready in time'}: ${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
