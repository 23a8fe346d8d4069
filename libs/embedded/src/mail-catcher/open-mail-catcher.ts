import type { Clock } from '#ports/clock.port.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MailsFile } from './mails-file.js';
import type { OpenedCatcher } from './opened-catcher.js';
import { SmtpMailCatcher } from './smtp-mail-catcher.js';

/** The catcher on a file of its own in the data folder; rejects with PermanentError when the port is taken. */
export async function openMailCatcher(dataDir: string, clock: Clock, port: number): Promise<OpenedCatcher> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new MailsFile(join(dataDir, 'mails.sqlite'));
  const mailCatcher = await SmtpMailCatcher.listen(() => file.table(), clock, port);
  const close = async (): Promise<void> => {
    await mailCatcher.close();
    await file.close();
  };
  return { mailCatcher, close };
}
