import type { Clock } from '#ports/clock.port.js';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../database.js';
import type { OpenedCatcher } from './opened-catcher.js';
import { SmtpMailCatcher } from './smtp-mail-catcher.js';

/** The catcher on a file of its own in the data folder; rejects with PermanentError when the port is taken. */
export async function openMailCatcher(dataDir: string, clock: Clock, port: number): Promise<OpenedCatcher> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = Database.open(join(dataDir, 'mails.sqlite'));
  try {
    const mailCatcher = await SmtpMailCatcher.listen(database, clock, port);
    const close = async (): Promise<void> => {
      await mailCatcher.close();
      database.close();
    };
    return { mailCatcher, close };
  } catch (error) {
    database.close();
    throw error;
  }
}
