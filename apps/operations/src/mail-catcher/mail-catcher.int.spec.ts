import { Mailer } from '#ports/mailer.port.js';
import { aMail } from '#ports/testing/mail-builders.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { OperationsModule } from '../operations.module.js';

describe('The mail catcher', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(OperationsModule, { dataDir: ':memory:' });
    const hostile = aMail('ann@reader.example', {
      raw: [
        'From: news@publisher.example',
        'To: ann@reader.example',
        'Subject: =?UTF-8?B?PHNjcmlwdD4gR3LDvMOfZQ==?=',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<script>top.location="https://evil.example"</script><p>Hello</p>',
        '',
      ].join('\r\n'),
    });
    for await (const { state } of app.get(Mailer).send([hostile, aMail('bob@reader.example')]))
      expect(state).toBe('sent');
  });
  afterAll(() => app.stop());

  it('lists what it took over, for one address where asked', async () => {
    const { items } = (await (await app.fetch('/mail/messages?to=ANN@reader.example')).json()) as {
      items: Array<{ id: string; subject: string }>;
    };
    expect(items).toMatchObject([{ subject: '<script> Grüße' }]);
    const mail = (await (await app.fetch(`/mail/messages/${items[0]?.id}`)).json()) as { html: string; raw: string };
    expect(mail.html).toContain('<p>Hello</p>');
    expect(mail.raw).toContain('Subject: =?UTF-8?B?');
  });

  it('shows mails as pages in which nothing of a mail runs', async () => {
    const list = await app.fetch('/mail');
    expect(list.status).toBe(200);
    const page = await list.text();
    expect(page).toContain('&lt;script> Grüße');
    expect(page).not.toContain('<script>');
    const id = /\/mail\/(\d+)">&lt;script/.exec(page)?.[1];
    const frame = await app.fetch(`/mail/${id}/html`);
    expect(frame.headers.get('content-security-policy')).toContain('sandbox');
    expect((await app.fetch(`/mail/${id}`)).status).toBe(200);
    expect((await app.fetch('/mail/999999')).status).toBe(404);
  });
});

describe('A catcher that cannot be', () => {
  it('names its variable when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(
      startApp(OperationsModule, { dataDir: ':memory:', env: { COURANT_CATCHER_PORT: String(port) } }),
    ).rejects.toThrow('COURANT_CATCHER_PORT');
    taken.close();
  });

  it('is not there where a real server gets the mail', async () => {
    const app = await startApp(OperationsModule, {
      dataDir: ':memory:',
      env: { COURANT_SMTP_URL: 'smtp://127.0.0.1:2525' },
    });
    expect((await app.fetch('/mail')).status).toBe(404);
    await app.stop();
  });

  it('asks for the admin token where others can reach the server', async () => {
    const app = await startApp(OperationsModule, { dataDir: ':memory:', env: { COURANT_HTTP_HOST: '0.0.0.0' } });
    expect((await app.fetch('/mail/messages')).status).toBe(401);
    expect((await app.fetch('/mail/messages', { admin: true })).status).toBe(200);
    await app.stop();
  });
});
