export interface SqliteEventLogOptions {
  /** How often consumers look for events that another connection wrote; own appends wake them at once. */
  readonly pollMs: number;
  /** Pause before records come again after `deliver` rejected. */
  readonly redeliverAfterMs: number;
}
