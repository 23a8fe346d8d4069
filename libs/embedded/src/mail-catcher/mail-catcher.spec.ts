import { mailCatcherContract } from '#ports/testing/mail-catcher.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { noMailCatcher } from './no-mail-catcher.js';
import { openMailCatcher } from './open-mail-catcher.js';

describe('SmtpMailCatcher', () =>
  mailCatcherContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-catcher-'));
    const { mailCatcher, close } = await openMailCatcher(folder, new TestClock(), 0);
    const dispose = async (): Promise<void> => {
      await close();
      rmSync(folder, { recursive: true });
    };
    return { catcher: mailCatcher, dispose };
  }));

describe('A catcher with a file of its own', () => {
  const clock = new TestClock();
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'courant-catcher-'));
    file = join(folder, 'mails.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('opens it for the first who looks, and not before', async () => {
    const { mailCatcher, close } = await openMailCatcher(folder, clock, 0);
    expect(existsSync(file)).toBe(false);
    expect(await mailCatcher.list({ limit: 9 })).toEqual([]);
    expect(existsSync(file)).toBe(true);
    await close();
  });

  it('refuses mail for now while it cannot be opened, and takes it when it can', async () => {
    const { mailCatcher, close } = await openMailCatcher(folder, clock, 0);
    const transport = createTransport(String(mailCatcher.smtpUrl));
    const mail = { from: 'a@example.org', to: 'b@example.org', subject: 'Later', text: 'Hello' };
    mkdirSync(file);
    const refused = { status: 'rejected', reason: expect.objectContaining({ responseCode: 450 }) as unknown };
    const sent = await Promise.allSettled([transport.sendMail(mail), transport.sendMail(mail)]);
    expect(sent).toEqual([refused, refused]);
    rmdirSync(file);
    await transport.sendMail(mail);
    expect(await mailCatcher.list({ limit: 9 })).toMatchObject([{ subject: 'Later' }]);
    transport.close();
    await close();
  });
});

describe('NoMailCatcher', () => {
  it('is not active and holds nothing', async () => {
    const { mailCatcher } = noMailCatcher();
    expect([mailCatcher.active, mailCatcher.smtpUrl]).toEqual([false, undefined]);
    expect(await mailCatcher.list({ limit: 9 })).toEqual([]);
    expect(await mailCatcher.find('1')).toBeUndefined();
  });
});
