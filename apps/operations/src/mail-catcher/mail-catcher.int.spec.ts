import { Mailer } from '#ports/mailer.port.js';
import { aMail } from '#ports/testing/mail-builders.js';
import { Config } from '#runtime/config/config.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
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

  it('keeps to the address asked for when it goes to older mails', async () => {
    const mails = [1, 2, 3].map((n) => aMail('carol@reader.example', { id: `carol-${n}` }));
    for await (const { state } of app.get(Mailer).send(mails)) expect(state).toBe('sent');
    const seen: string[] = [];
    for (let path: string | undefined = '/mail?to=carol@reader.example&limit=2'; path !== undefined;) {
      const page: string = await (await app.fetch(path)).text();
      seen.push(...[...page.matchAll(/<td>([^<]*@reader.example)<\/td>/g)].map(([, to]) => to ?? ''));
      path = /href="([^"]+)">Older/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: 3 }, () => 'carol@reader.example'));
  });

  it('shows the source of a mail whose parts are too many to be told apart', async () => {
    const part = '--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n';
    const head = 'Subject: deep\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n';
    const deep = aMail('deep@reader.example', { raw: head + part.repeat(3_000) });
    for await (const { state } of app.get(Mailer).send([deep])) expect(state).toBe('sent');
    const list = await app.fetch('/mail/messages?to=deep@reader.example');
    const { items } = (await list.json()) as { items: Array<{ id: string; subject: string }> };
    expect(items).toMatchObject([{ subject: 'deep' }]);
    const mail = await app.fetch(`/mail/messages/${items[0]?.id}`);
    expect(mail.status).toBe(200);
    expect(((await mail.json()) as { raw: string }).raw).toContain(part);
    expect((await app.fetch(`/mail/${items[0]?.id}`)).status).toBe(200);
    expect((await app.fetch(`/mail/${items[0]?.id}/html`)).status).toBe(200);
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

describe('Who may see caught mail', () => {
  const statusOf = async (env: Record<string, string>, headers: Record<string, string>, admin = false) => {
    const app = await startApp(OperationsModule, { dataDir: ':memory:', env });
    try {
      const sent = { ...headers, ...(admin ? { authorization: `Bearer ${app.adminToken}` } : {}) };
      return await askedAs(app.get(Config).httpPort, sent);
    } finally {
      await app.stop();
    }
  };

  it('is everyone at this machine, under a name of it', async () => {
    expect(await statusOf({}, { host: 'localhost:3000' })).toBe(200);
    expect(await statusOf({}, { host: 'news.example' })).toBe(401);
    expect(await statusOf({}, { host: 'news.example' }, true)).toBe(200);
  });

  it('is only the administrator behind a proxy on this machine', async () => {
    const behind = { COURANT_PUBLIC_URL: 'https://news.example' };
    expect(await statusOf(behind, { host: 'localhost:3000' })).toBe(401);
    expect(await statusOf(behind, { host: 'localhost:3000' }, true)).toBe(200);
    for (const header of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP']) {
      expect(await statusOf({}, { host: 'localhost:3000', [header]: '203.0.113.7' })).toBe(401);
    }
  });
});

/** With a Host header of our own, which fetch does not allow. */
function askedAs(port: number, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/mail/messages', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

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

  it('takes a free port when asked for port 0, and mail finds it there', async () => {
    const app = await startApp(OperationsModule, { dataDir: ':memory:', env: { COURANT_CATCHER_PORT: '0' } });
    for await (const { state } of app.get(Mailer).send([aMail('ann@reader.example')])) expect(state).toBe('sent');
    const { items } = (await (await app.fetch('/mail/messages')).json()) as { items: unknown[] };
    expect(items).toHaveLength(1);
    await app.stop();
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
