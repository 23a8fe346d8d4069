import { mailCatcherContract } from '#ports/testing/mail-catcher.contract.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('NoMailCatcher', () => {
  it('is not active and holds nothing', async () => {
    const { mailCatcher } = noMailCatcher();
    expect([mailCatcher.active, mailCatcher.smtpUrl]).toEqual([false, undefined]);
    expect(await mailCatcher.list({ limit: 9 })).toEqual([]);
    expect(await mailCatcher.find('1')).toBeUndefined();
  });
});
