/** Replies of one write that come so far apart are held back by something else than work. */
const HELD_BACK_MS = 15;
const GROUPS_BEFORE_DOUBT = 3;
const STEPS_BEFORE_VERDICT = 20;

/**
 * Whether envelopes go out in one write (RFC 2920) or command by command. One write is quicker, but not with a server that
 * writes each reply by itself and waits for our acknowledgement before the second (Nagle's algorithm against delayed
 * acknowledgements: some 40 ms a message). So the time between the replies is watched, and what is quicker is used.
 */
export class Pacing {
  private heldBack: number[] = [];
  private steps: number[] = [];
  private verdict: 'together' | 'stepwise' | undefined;

  get together(): boolean {
    return this.verdict === undefined ? this.heldBack.length < GROUPS_BEFORE_DOUBT : this.verdict === 'together';
  }

  /** Time between the first and the last reply to an envelope that went out in one write. */
  sawGroup(milliseconds: number): void {
    if (this.verdict !== undefined || !this.together) return;
    this.heldBack = milliseconds < HELD_BACK_MS ? [] : [...this.heldBack, milliseconds];
  }

  /** Time from the first command to the last reply of an envelope that went out command by command. */
  sawSteps(milliseconds: number): void {
    if (this.verdict !== undefined || this.together) return;
    this.steps.push(milliseconds);
    if (this.steps.length < STEPS_BEFORE_VERDICT) return;
    this.verdict = average(this.steps) < average(this.heldBack) ? 'stepwise' : 'together';
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
