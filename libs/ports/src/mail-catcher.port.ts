export interface CaughtMail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly receivedAt: Date;
}

export interface CaughtMailContent extends CaughtMail {
  readonly html: string;
  readonly text: string;
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly raw: string;
}

/** The built-in SMTP server that keeps mail instead of delivering it, so that everything can be tried offline. */
export abstract class MailCatcher {
  /** False when mail goes to a real server; nothing is caught then. */
  abstract readonly active: boolean;
  /** Where it takes mail over; undefined while it is not active. */
  abstract readonly smtpUrl: string | undefined;
  /** Newest first. */
  abstract list(query: { to?: string; limit: number; before?: string }): Promise<CaughtMail[]>;
  abstract find(id: string): Promise<CaughtMailContent | undefined>;
  abstract close(): Promise<void>;
}
