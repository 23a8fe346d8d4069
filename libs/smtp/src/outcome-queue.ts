import type { MailOutcome } from '#ports/mailer.port.js';

/** Outcomes on their way to the caller; connections wait while he is far behind. */
export class OutcomeQueue {
  private readonly outcomes: MailOutcome[] = [];
  private ended = false;
  private failure: { readonly error: unknown } | undefined;
  private wakeReader: () => void = () => undefined;
  private wakeWriters: Array<() => void> = [];

  constructor(private readonly room: number) {}

  async push(outcome: MailOutcome): Promise<void> {
    this.outcomes.push(outcome);
    this.wakeReader();
    if (this.outcomes.length >= this.room && !this.ended) {
      await new Promise<void>((resolve) => this.wakeWriters.push(resolve));
    }
  }

  /** No more outcomes come; with an error the reader is told after the last one. */
  end(failure?: { readonly error: unknown }): void {
    this.ended = true;
    this.failure ??= failure;
    this.wakeReader();
    this.releaseWriters();
  }

  async *read(): AsyncGenerator<MailOutcome> {
    for (;;) {
      const outcome = this.outcomes.shift();
      if (outcome !== undefined) {
        if (this.outcomes.length < this.room) this.releaseWriters();
        yield outcome;
      } else if (this.ended) {
        if (this.failure !== undefined) throw this.failure.error;
        return;
      } else await new Promise<void>((resolve) => (this.wakeReader = resolve));
    }
  }

  private releaseWriters(): void {
    for (const wake of this.wakeWriters.splice(0)) wake();
  }
}
