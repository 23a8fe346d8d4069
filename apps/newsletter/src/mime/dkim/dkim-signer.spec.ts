import fc from 'fast-check';
import { dkimVerify } from 'mailauth';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { bytesOf, finishedMessage } from '../finished-message.js';
import { composeMessage } from '../compose-message.js';
import { MessageTemplate, slot } from '../message-template.js';
import { DkimSigner } from './dkim-signer.js';
import { relaxedBodyHash, relaxedHeader } from './relaxed.js';

const AT = new Date();
const parts = {
  from: { name: 'Tageblatt', address: 'news@news.example' },
  to: 'ann@reader.example',
  subject: 'Brücke nach Sturm gesperrt: '.repeat(6),
  date: AT,
  messageId: 'a.b@news.example',
  headers: [
    ['List-Unsubscribe', '<https://news.example/s/abc>'],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
  ],
  html: '<p>Grüße</p>\n\n\n',
  text: '.Grüße  \n\n  von \t hier\n\n',
} as const;

/** A signer with what the DNS says of its key. */
function aSigner(kind: 'rsa' | 'ed25519') {
  const { privateKey, publicKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const shown = (kind === 'rsa' ? der : der.subarray(-32)).toString('base64');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    signer: new DkimSigner({ domain: 'news.example', selector: 's1', privateKey: pem }),
    record: `v=DKIM1; k=${kind}; p=${shown}`,
  };
}

/** What an independent reader says: by mailauth, which shares no code with us. */
async function verified(message: Buffer, record: string) {
  const { results } = await dkimVerify(message, {
    resolver: async (name: string) => {
      expect(name).toBe('s1._domainkey.news.example');
      return [[record]];
    },
  });
  return results.map(({ status, info, signingDomain }) => ({ result: status.result, info, signingDomain }));
}

const VALID = [{ result: 'pass', info: expect.any(String), signingDomain: 'news.example' }];

describe.each(['rsa', 'ed25519'] as const)('A DKIM signature with %s', (kind) => {
  const { signer, record } = aSigner(kind);

  it('is valid for others, whatever spaces and empty lines the message holds', async () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'ä', ' ', '\t', '\n', '.', '=') });
    await fc.assert(
      fc.asyncProperty(words, words, async (subject, text) => {
        const message = finishedMessage(composeMessage({ ...parts, subject: `${subject}x`, text }));
        const header = await signer.headerFor(message, AT);
        expect(await verified(Buffer.concat([Buffer.from(header), ...bytesOf(message)]), record)).toEqual(VALID);
      }),
      { numRuns: 40 },
    );
  });

  it('covers what each recipient gets: the own links in headers and body', async () => {
    const headers = [['List-Unsubscribe', `<${slot('unsubscribe')}>`]] as const;
    const html = `${'<p>for all</p>'.repeat(200)}<a href="${slot('preferences')}">yours</a>`;
    const template = MessageTemplate.compile({ ...parts, headers, html, text: slot('unsubscribe') }, 'seed@x.example');
    for (const name of ['ann', 'bob']) {
      const link = `https://news.example/s/${name}`;
      const own = { to: `${name}@reader.example`, messageId: `${name}@x.example` };
      const message = template.fill({ ...own, unsubscribe: link, preferences: link });
      const raw = Buffer.concat([Buffer.from(await signer.headerFor(message, AT)), ...bytesOf(message)]).toString();
      expect(await verified(Buffer.from(raw), record)).toEqual(VALID);
      const changed = [
        raw.replaceAll(`/s/${name}`, '/s/eve'),
        raw.replace(`<${link}>`, '<https://evil.example>'),
        raw.replace('\r\nFrom:', '\r\nFrom: eve@evil.example\r\nFrom:'),
        raw.replace('for all', 'for few'),
      ];
      for (const one of changed) {
        const [result] = await verified(Buffer.from(one), record);
        expect(result?.result).not.toBe('pass');
      }
    }
  });

  it('names the fields of RFC 8058 and has no long line', async () => {
    const header = await signer.headerFor(finishedMessage(composeMessage(parts)), AT);
    const names = /h=([^;]+);/.exec(header)?.[1]?.replace(/\s/g, '').split(':');
    expect(names).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
      ]),
    );
    expect(names).toEqual(expect.arrayContaining(['mime-version', 'content-type']));
    expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('Relaxed canonicalisation', () => {
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

  it('does to header and body what RFC 6376 3.4.5 shows', () => {
    expect(relaxedHeader('A: X')).toBe('a:X');
    expect(relaxedHeader('B : Y\t\r\n\tZ  ')).toBe('b:Y Z');
    expect(relaxedBodyHash([Buffer.from(' C \r\nD \t E\r\n\r\n\r\n')])).toBe(hashOf(' C\r\nD E\r\n'));
  });

  it('gives one hash however a body is cut at its lines', () => {
    const lines = [' C \r\n', 'D \t E\r\n', '\r\n', '\r\n'];
    expect(relaxedBodyHash(lines.map((line) => Buffer.from(line)))).toBe(hashOf(' C\r\nD E\r\n'));
    expect(relaxedBodyHash([Buffer.from('\r\n'), Buffer.from('\r\n')])).toBe(hashOf(''));
    expect(relaxedBodyHash([])).toBe(hashOf(''));
  });
});
