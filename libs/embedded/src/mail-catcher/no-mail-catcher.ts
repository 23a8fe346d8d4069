import { MailCatcher, type CaughtMail, type CaughtMailContent } from '#ports/mail-catcher.port.js';
import type { OpenedCatcher } from './opened-catcher.js';

/** Where mail goes to a real server and nothing is caught. */
export class NoMailCatcher extends MailCatcher {
  readonly active = false;
  readonly smtpUrl = undefined;

  async list(): Promise<CaughtMail[]> {
    return [];
  }

  async find(): Promise<CaughtMailContent | undefined> {
    return undefined;
  }

  async close(): Promise<void> {
    return;
  }
}

/** For a process that has no mail to show; it needs no database. */
export function noMailCatcher(): OpenedCatcher {
  const mailCatcher = new NoMailCatcher();
  return { mailCatcher, close: () => mailCatcher.close() };
}
