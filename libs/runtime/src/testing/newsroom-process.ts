import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '#contracts/cloud-event.js';
import type { Environment } from '../config/environment.js';
import { freePort } from './free-port.js';
import { projectRoot } from './project-root.js';

const READY_WITHIN_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

export interface NewsroomOptions {
  /** The one service that runs, by its own main file; absent: all of them. */
  readonly service?: ServiceName;
  /** Kept when given; else a new folder that `dispose` removes. */
  readonly dataDir?: string;
  readonly httpPort?: number;
  readonly catcherPort?: number;
  readonly env?: Environment;
  /** Half a minute when absent. */
  readonly readyWithinMs?: number;
}

/** The built program in a process of its own, as operations run it; it can be killed at any moment and started again. */
export class NewsroomProcess {
  readonly adminToken = 'admin-token-of-the-scenarios';
  private child: ChildProcess | undefined;
  private errors = '';

  private constructor(
    readonly url: string,
    readonly dataDir: string,
    private readonly env: Environment,
    private readonly options: NewsroomOptions,
  ) {}

  /** Resolves when `/health/ready` says so. */
  static async start(options: NewsroomOptions = {}): Promise<NewsroomProcess> {
    const newsroom = await NewsroomProcess.at(options);
    await newsroom.restart();
    return newsroom;
  }

  /** One that `restart` will start. */
  static async at(options: NewsroomOptions): Promise<NewsroomProcess> {
    const port = options.httpPort ?? (await freePort());
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'courant-'));
    return new NewsroomProcess(
      `http://127.0.0.1:${port}`,
      dataDir,
      {
        COURANT_DATA_DIR: dataDir,
        COURANT_HTTP_PORT: String(port),
        COURANT_CATCHER_PORT: String(options.catcherPort ?? (await freePort())),
        COURANT_LOG_LEVEL: 'warn',
        ...options.env,
      },
      options,
    );
  }

  /** Starts it on the same folder and port; for after `kill` or `stop`. Resolves to the milliseconds until ready. */
  async restart(): Promise<number> {
    const began = performance.now();
    const main = join(projectRoot(), 'dist', 'apps', this.program, 'src', 'main.js');
    if (!existsSync(main)) throw new Error('dist is missing; run "node apps/newsroom/build.mjs"');
    const child = spawn(process.execPath, [main], {
      env: { ...this.env, COURANT_ADMIN_TOKEN: this.adminToken },
      cwd: this.dataDir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.errors = '';
    child.stderr.on('data', (data: Buffer) => {
      this.errors = `${this.errors}${data.toString()}`.slice(-20_000);
    });
    this.child = child;
    await this.ready(child);
    return performance.now() - began;
  }

  private get program(): string {
    return this.options.service ?? 'newsroom';
  }

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('the newsroom does not run');
    return this.child.pid;
  }

  /** What it logged since its start. */
  get log(): string {
    return this.errors;
  }

  /** Itself, which runs whatever there is. */
  processesOf(): readonly this[] {
    return [this];
  }

  /** Ends it without a chance to finish anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop; resolves to its exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Ends it and removes the folder it was given. */
  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    if (this.options.dataDir === undefined) rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  private async ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + (this.options.readyWithinMs ?? READY_WITHIN_MS);
    let lastAnswer = 'no answer';
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`${this.program} ended with ${child.exitCode}: ${this.errors}`);
      try {
        const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
        lastAnswer = await response.text();
        if (response.ok) return;
      } catch (error) {
        lastAnswer = `${String(error)} ${error instanceof Error ? String(error.cause) : ''}`;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${this.program} was not ready in time: ${lastAnswer} ${this.errors}`);
  }
}
