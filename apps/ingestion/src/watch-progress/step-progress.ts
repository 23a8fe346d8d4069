import { TransientError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';

/** How a step that is done again and again gets on. */
export class StepProgress {
  private doneAt: Date;
  private failure: unknown;

  constructor(private readonly clock: Clock) {
    this.doneAt = clock.now();
  }

  /** Does one portion; there being nothing to do counts as done. */
  async note(step: Promise<number>): Promise<number> {
    try {
      const done = await step;
      this.doneAt = this.clock.now();
      this.failure = undefined;
      return done;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** Since the last portion that was done, or the start. */
  get secondsStill(): number {
    return (this.clock.now().getTime() - this.doneAt.getTime()) / 1000;
  }

  /** True when the last portion failed for what is away now. */
  get isWaiting(): boolean {
    return this.failure instanceof TransientError;
  }
}
