import type { MailOutcome } from '#ports/mailer.port.js';
import { aMail } from '#ports/testing/mail-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import { mailerContract } from '#ports/testing/mailer.contract.js';
import { SmtpMailer } from './smtp-mailer.js';
import type { SmtpSettings } from './smtp-settings.js';
import { RealServer } from './testing/real-server.js';
import { ScriptedServer, usual, type Script } from './testing/scripted-server.js';

const QUICK: Partial<SmtpSettings> = {
  connections: 1,
  connectTimeoutMs: 1_000,
  replyTimeoutMs: 300,
  finalTimeoutMs: 300,
};
const mails = (...names: string[]) => names.map((name) => aMail(`${name}@reader.example`));

async function outcomesOf(mailer: SmtpMailer, ...names: string[]): Promise<Record<string, MailOutcome['state']>> {
  const states: Record<string, MailOutcome['state']> = {};
  for await (const { id, state } of mailer.send(mails(...names))) states[id.split('@')[0] ?? ''] = state;
  return states;
}

describe('SmtpMailer', () => {
  mailerContract(async () => {
    const server = await RealServer.start();
    const mailer = new SmtpMailer(`smtp://127.0.0.1:${server.port}`);
    return {
      port: mailer,
      received: () => server.received,
      treat: (address, as) => server.treat(address, as),
      close: async () => {
        await mailer.close();
        await server.stop();
      },
    };
  });

  describe('with a server that follows a script', () => {
    let server: ScriptedServer;
    afterEach(() => server.stop());
    const mailerFor = async (script: Script, settings: Partial<SmtpSettings> = {}): Promise<SmtpMailer> => {
      server = await ScriptedServer.start(script);
      return new SmtpMailer(server.url, { ...QUICK, ...settings });
    };

    it('sends the next envelope together with the text before it', async () => {
      const mailer = await mailerFor(usual);
      expect(await outcomesOf(mailer, 'a', 'b', 'c')).toEqual({ a: 'sent', b: 'sent', c: 'sent' });
      expect(server.connections).toBe(1);
      expect(server.texts).toHaveLength(3);
    });

    it('waits for each answer where PIPELINING is not offered, and resets after a refusal', async () => {
      const mailer = await mailerFor((step, line) => {
        if (step === 'EHLO') return '250 script';
        return line.includes('<b@') ? '550 5.1.1 unknown' : usual(step);
      });
      expect(await outcomesOf(mailer, 'a', 'b', 'c')).toEqual({ a: 'sent', b: 'refused', c: 'sent' });
      await eventually(() => server.lines.at(-1) === 'QUIT');
      const commands = server.lines.map((line) => line.slice(0, 4));
      expect(commands.join(' ')).toBe('EHLO MAIL RCPT DATA MAIL RCPT RSET MAIL RCPT DATA QUIT');
    });

    it.each(['MAIL', 'RCPT', 'DATA'] as const)(
      'defers what a connection lost at %s surely did not hand over, after some tries',
      async (at) => {
        const mailer = await mailerFor((step) => (step === at ? 'reset' : usual(step)));
        expect(await outcomesOf(mailer, 'a')).toEqual({ a: 'deferred' });
        expect(server.connections).toBe(3);
        expect(server.texts).toHaveLength(0);
      },
    );

    it.each(['close', 'reset', 'silence', 'this is no SMTP'])(
      'calls unknown only the message whose text was followed by: %s; the rest is sent over a new connection',
      async (answer) => {
        let texts = 0;
        const mailer = await mailerFor((step) => (step === 'text' && ++texts === 1 ? answer : usual(step)));
        expect(await outcomesOf(mailer, 'a', 'b', 'c')).toEqual({ a: 'unknown', b: 'sent', c: 'sent' });
        expect(server.texts).toHaveLength(3);
      },
    );

    it('takes 4xx after the text as not taken over and 5xx as refused for another reason than the address', async () => {
      let texts = 0;
      const mailer = await mailerFor((step) => {
        if (step !== 'text') return usual(step);
        texts += 1;
        return ['452 4.3.1 full', '554 5.6.0 spam', '250 ok'][texts - 1] ?? '';
      });
      const outcomes: MailOutcome[] = [];
      for await (const outcome of mailer.send(mails('a', 'b', 'c'))) outcomes.push(outcome);
      expect(outcomes).toMatchObject([
        { state: 'deferred', reply: '452 4.3.1 full' },
        { state: 'refused', reply: '554 5.6.0 spam', permanentAddress: false },
        { state: 'sent' },
      ]);
    });

    it('goes on over a new connection when the server ends the service after some messages', async () => {
      const mailer = await mailerFor((step, _line, count) => (step === 'MAIL' && count > 2 ? '421 bye' : usual(step)));
      expect(await outcomesOf(mailer, 'a', 'b', 'c', 'd', 'e')).toEqual({
        a: 'sent',
        b: 'sent',
        c: 'sent',
        d: 'sent',
        e: 'sent',
      });
      expect(server.connections).toBe(3);
    });

    it('ends an empty text that a server asks for although it refused the only recipient', async () => {
      const mailer = await mailerFor((step, line) => (line.startsWith('RCPT TO:<a@') ? '550 no' : usual(step)));
      expect(await outcomesOf(mailer, 'a', 'b')).toEqual({ a: 'refused', b: 'sent' });
      expect(server.texts[0]).toBe('');
    });

    it('goes over to command by command with a server whose single replies are held back on their way', async () => {
      server = await ScriptedServer.start(usual, { noDelay: false });
      const mailer = new SmtpMailer(server.url, QUICK);
      const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
      expect(new Set(Object.values(await outcomesOf(mailer, ...names)))).toEqual(new Set(['sent']));
      const began = performance.now();
      await outcomesOf(mailer, ...names);
      expect(performance.now() - began).toBeLessThan(60 * 20);
    });

    it('opens a new connection after the messages that one may carry', async () => {
      const mailer = await mailerFor(usual, { messagesPerConnection: 2 });
      expect(Object.values(await outcomesOf(mailer, 'a', 'b', 'c', 'd', 'e'))).toEqual(Array(5).fill('sent'));
      expect(server.connections).toBe(3);
    });

    it.each(['greeting', 'EHLO', 'MAIL', 'DATA'] as const)(
      'defers everything at once when it is aborted while the server is silent at %s',
      async (at) => {
        const patient = { replyTimeoutMs: 60_000, finalTimeoutMs: 60_000, stopGraceMs: 60_000 };
        const mailer = await mailerFor((step) => (step === at ? 'silence' : usual(step)), patient);
        const stopping = new AbortController();
        const states: string[] = [];
        const sending = (async () => {
          for await (const { state } of mailer.send(mails('a', 'b', 'c'), stopping.signal)) states.push(state);
        })();
        await eventually(() => server.connections === 1 && (at === 'greeting' || server.lines.length > 0));
        stopping.abort();
        await sending;
        expect(states).toEqual(['deferred', 'deferred', 'deferred']);
      },
    );

    it('waits a while after an abort for the answer to a text that is on the wire, then calls it unknown', async () => {
      const patient = { finalTimeoutMs: 60_000, stopGraceMs: 100 };
      const mailer = await mailerFor((step) => (step === 'text' ? 'silence' : usual(step)), patient);
      const stopping = new AbortController();
      const states: Record<string, string> = {};
      const sending = (async () => {
        for await (const { id, state } of mailer.send(mails('a', 'b'), stopping.signal)) states[id] = state;
      })();
      await eventually(() => server.texts.length === 1);
      stopping.abort();
      await sending;
      expect(states).toEqual({ 'a@reader.example': 'unknown', 'b@reader.example': 'deferred' });
    });

    it('ends within the grace when it is closed while the server keeps silent', async () => {
      const patient = { finalTimeoutMs: 60_000, stopGraceMs: 100 };
      const mailer = await mailerFor((step) => (step === 'text' ? 'silence' : usual(step)), patient);
      const states: string[] = [];
      const sending = (async () => {
        for await (const { state } of mailer.send(mails('a'))) states.push(state);
      })();
      await eventually(() => server.texts.length === 1);
      await mailer.close();
      await sending;
      expect(states).toEqual(['unknown']);
    });

    it('keeps the password to itself where another machine offers no encryption', async () => {
      const mailer = await mailerFor((step) => (step === 'EHLO' ? '250-script\r\n250 AUTH PLAIN' : usual(step)));
      await mailer.close();
      const elsewhere = new SmtpMailer(server.url.replace('//127.0.0.1', '//user:secret@0.0.0.0'), QUICK);
      expect(await outcomesOf(elsewhere, 'a')).toEqual({ a: 'deferred' });
      expect(server.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
    });

    it.each(['554 go away', 'silence', 'garbage'])('defers when the greeting is: %s', async (greeting) => {
      const mailer = await mailerFor((step) => (step === 'greeting' ? greeting : usual(step)));
      expect(await outcomesOf(mailer, 'a')).toEqual({ a: 'deferred' });
    });
  });

  it('defers everything at once while there is no server', async () => {
    const unused = await ScriptedServer.start(usual);
    const { url } = unused;
    await unused.stop();
    const mailer = new SmtpMailer(url, QUICK);
    expect(await outcomesOf(mailer, 'a', 'b', 'c')).toEqual({ a: 'deferred', b: 'deferred', c: 'deferred' });
  });

  it.each(['PLAIN', 'LOGIN'])('encrypts with STARTTLS and signs in with AUTH %s', async (method) => {
    let seen = '';
    const server = await RealServer.start({
      authOptional: false,
      authMethods: [method],
      allowInsecureAuth: false,
      onAuth: ({ username, password }, _session, callback) => {
        seen = `${username}:${password}`;
        callback(null, { user: username ?? '' });
      },
    });
    const mailer = new SmtpMailer(`smtp://news%40publisher.example:s%C3%A9cret@127.0.0.1:${server.port}`, QUICK);
    expect(await outcomesOf(mailer, 'a')).toEqual({ a: 'sent' });
    expect(seen).toBe('news@publisher.example:sécret');
    await server.stop();
  });

  it.each(['http://mail.example', 'mail.example:25', ''])('refuses %j as the address of a server', (url) => {
    expect(() => new SmtpMailer(url)).toThrow('mail server');
  });
});
