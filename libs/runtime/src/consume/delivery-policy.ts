/** How long the delivery loop waits and how often it tries; tests make the waits short. */
export class DeliveryPolicy {
  /** Tries of a single event whose handler fails with what is neither permanent nor transient. */
  readonly tries: number;
  /** Pause after the first of these tries, doubled after each. */
  readonly retryPauseMs: number;
  /** Pause after the first transient failure, doubled after each up to the longest. */
  readonly outagePauseMs: number;
  readonly longestOutagePauseMs: number;
  /** How often the log hears that a long batch is still in hand. */
  readonly heartbeatMs: number;
  /** Time of a handler that names none. */
  readonly timeoutMs: number;

  constructor(changes: Partial<DeliveryPolicy> = {}) {
    this.tries = changes.tries ?? 5;
    this.retryPauseMs = changes.retryPauseMs ?? 100;
    this.outagePauseMs = changes.outagePauseMs ?? 250;
    this.longestOutagePauseMs = changes.longestOutagePauseMs ?? 30_000;
    this.heartbeatMs = changes.heartbeatMs ?? 3_000;
    this.timeoutMs = changes.timeoutMs ?? 300_000;
  }
}
