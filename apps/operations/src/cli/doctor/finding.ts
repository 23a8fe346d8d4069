/** One thing that the doctor looked at. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was seen and, when it is not well, what to do. */
  readonly detail: string;
}
