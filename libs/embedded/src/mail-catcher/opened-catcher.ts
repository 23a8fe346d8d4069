import type { MailCatcher } from '#ports/mail-catcher.port.js';

/** A mail catcher with what it stands on. */
export interface OpenedCatcher {
  readonly mailCatcher: MailCatcher;
  close(): Promise<void>;
}
