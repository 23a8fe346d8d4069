import cliProgress from 'cli-progress';

/** Where a command writes: text for people, or one JSON document with `--json`. */
export interface Terminal {
  readonly json: boolean;
  /** The command's result; `text` makes the lines that people read. */
  result(value: unknown, text: () => string): void;
  /** Runs `work` beside a progress bar; silent with --json or without a terminal. */
  progress<Result>(label: string, total: number, work: (tick: () => void) => Promise<Result>): Promise<Result>;
}

/** The terminal of this process. */
export function processTerminal(json: boolean): Terminal {
  return {
    json,
    result(value, text) {
      process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text()}\n`);
    },
    async progress(label, total, work) {
      const bar = new cliProgress.SingleBar(
        { format: `${label} [{bar}] {value}/{total}`, noTTYOutput: false, hideCursor: true, stream: process.stderr },
        cliProgress.Presets.rect,
      );
      if (!json) bar.start(total, 0);
      try {
        return await work(() => bar.increment());
      } finally {
        bar.stop();
      }
    },
  };
}
