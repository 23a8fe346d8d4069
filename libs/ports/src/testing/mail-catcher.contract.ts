import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { MailCatcher } from '../mail-catcher.port.js';

/** A catcher that listens. */
export interface CatcherUnderTest {
  readonly catcher: MailCatcher;
  dispose(): Promise<void>;
}

/** The promises of MailCatcher, for every adapter that catches. */
export function mailCatcherContract(start: () => Promise<CatcherUnderTest>): void {
  let tested: CatcherUnderTest;
  beforeEach(async () => {
    tested = await start();
  });
  afterEach(() => tested.dispose());

  /** Resolves to what the server said last. */
  const send = async (to: string, subject: string): Promise<string> => {
    const transport = createTransport(tested.catcher.smtpUrl ?? '');
    const html = `<p>${subject} for you</p>`;
    const { response } = await transport.sendMail({ from: 'Paper <paper@news.example>', to, subject, html });
    return response;
  };

  it('is active and takes over whatever mail it is given', async () => {
    expect(tested.catcher.active).toBe(true);
    expect(await send('lena@reader.example', 'Hello')).toMatch(/^250 /);
    const [mail] = await tested.catcher.list({ limit: 10 });
    expect(mail).toMatchObject({ to: ['lena@reader.example'], subject: 'Hello', receivedAt: expect.any(Date) });
    expect(mail?.from).toContain('paper@news.example');
  });

  it('shows a mail whole by its id, and none by any other', async () => {
    await send('lena@reader.example', 'Whole');
    const [{ id } = { id: '' }] = await tested.catcher.list({ limit: 1 });
    const mail = await tested.catcher.find(id);
    expect(mail?.html).toContain('<p>Whole for you</p>');
    expect(mail?.text).toContain('Whole for you');
    expect(mail?.raw).toContain('Subject: Whole');
    expect(mail?.headers.map(([name]) => name.toLowerCase())).toEqual(
      expect.arrayContaining(['from', 'to', 'subject']),
    );
    for (const none of [`${id}9`, 'none', '']) expect(await tested.catcher.find(none)).toBeUndefined();
  });

  it('lists the newest first, page by page, and those to one address alone when asked', async () => {
    for (const [index, to] of ['lena', 'oliver', 'lena', 'oliver', 'lena'].entries())
      await send(`${to}@reader.example`, `Mail ${index}`);
    const first = await tested.catcher.list({ limit: 3 });
    const rest = await tested.catcher.list({ limit: 3, before: first.at(-1)?.id ?? '' });
    const subjects = [...first, ...rest].map(({ subject }) => subject);
    expect(subjects).toEqual(['Mail 4', 'Mail 3', 'Mail 2', 'Mail 1', 'Mail 0']);
    const ofOne = await tested.catcher.list({ to: 'oliver@reader.example', limit: 9 });
    expect(ofOne.map(({ subject }) => subject)).toEqual(['Mail 3', 'Mail 1']);
  });
}
