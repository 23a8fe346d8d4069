/** One administrative act, whether it succeeded or not. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  /** `token`, `console` or the command that did it; never a secret. */
  readonly who: string;
  /** What was done, in the words of the API: `POST /v1/sources`. */
  readonly what: string;
  /** What it was done to: the path, or an id. */
  readonly target: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** HTTP status, reason or the like. */
  readonly detail?: string;
  readonly traceparent?: string;
}

/**
 * The record of who changed what.
 *
 * - `append` is durable when it resolves; entries are never changed or deleted.
 * - `list` is newest first; `before` is the id that ended the previous page.
 */
export abstract class AuditStore {
  /** Returns the id it gave the entry. */
  abstract append(entry: Omit<AuditEntry, 'id'>): Promise<string>;
  abstract list(query: {
    target?: string | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<AuditEntry[]>;
}
