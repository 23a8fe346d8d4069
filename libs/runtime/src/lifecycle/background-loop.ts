const LONGEST_PAUSE_MS = 30_000;

export interface BackgroundLoopOptions {
  /** How long it rests when there was nothing to do; a wake ends the rest. */
  readonly pollMs: number;
  /** Does one portion; answers how much there was. */
  step(): Promise<number>;
  /** Called with what a step threw; the step is tried again after a pause that grows. */
  failed(error: unknown): void;
}

/** Work that goes on while there is some: woken at once, looked for in any case, ended in order. */
export class BackgroundLoop {
  private running: Promise<void> | undefined;
  private stopping = false;
  private woken = false;
  private rouse: () => void = () => undefined;

  constructor(private readonly options: BackgroundLoopOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    this.woken = true;
    this.rouse();
  }

  /** Waits for the portion in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.rouse();
    await this.running;
  }

  private async run(): Promise<void> {
    let pause = this.options.pollMs;
    while (!this.stopping) {
      this.woken = false;
      try {
        const done = await this.options.step();
        pause = this.options.pollMs;
        if (done > 0) continue;
      } catch (error) {
        this.options.failed(error);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
      await this.rest(pause);
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    if (this.woken || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = () => undefined;
  }
}
