/** How long a request may take to arrive; tests make the times short. */
export class HttpLimits {
  /** For the whole request, its body included. */
  readonly requestMs: number;
  /** For its headers. */
  readonly headersMs: number;
  /** How often late ones are looked for. */
  readonly lookEveryMs: number;

  constructor(changes: Partial<HttpLimits> = {}) {
    this.requestMs = changes.requestMs ?? 30_000;
    this.headersMs = changes.headersMs ?? 15_000;
    this.lookEveryMs = changes.lookEveryMs ?? 1_000;
  }
}
