import { MailCatcher, type CaughtMail, type CaughtMailContent } from '#ports/mail-catcher.port.js';

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
