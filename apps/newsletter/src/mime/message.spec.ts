import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { composeMessage, type MessageParts } from './compose-message.js';
import { bytesOf, finishedMessage } from './finished-message.js';
import { MessageTemplate, slot, withoutSlots } from './message-template.js';

const parts: MessageParts = {
  from: { name: 'Tageblatt, „Zeitung“', address: 'news@publisher.example' },
  to: 'ann@reader.example',
  subject: 'Brücke nach Sturm gesperrt',
  date: new Date('2026-11-02T06:00:00Z'),
  messageId: 'a.b@publisher.example',
  headers: [['List-Id', 'The Morning <morning.publisher.example>']],
  html: '<p>Grüße</p>',
  text: 'Grüße',
};
const words = fc
  .string({ unit: 'grapheme', maxLength: 400 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim());

describe('A composed message', () => {
  it('is read by others as it was meant', async () => {
    const mail = await simpleParser(composeMessage(parts));
    expect(mail.subject).toBe(parts.subject);
    expect(mail.from?.value).toEqual([{ name: 'Tageblatt, „Zeitung“', address: 'news@publisher.example' }]);
    expect(mail.messageId).toBe('<a.b@publisher.example>');
    expect(mail.date).toEqual(parts.date);
    expect(mail.text?.trim()).toBe('Grüße');
    expect(mail.html).toBe('<p>Grüße</p>');
  });

  it('brings any subject and text through and has no line over 998 octets nor a byte over 127', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.string({ unit: 'grapheme', maxLength: 3000 }), async (subject, text) => {
        const raw = composeMessage({ ...parts, subject, text: text.replace(/[\p{Cc}\p{Cs}]/gu, ' ') });
        const lines = raw.split('\r\n');
        const mail = await simpleParser(raw);
        return (
          lines.every((line) => line.length <= 998 && !/[\r\n\u0080-\uffff]/.test(line)) &&
          (mail.subject ?? '').replace(/\s+/g, ' ') === subject.replace(/\s+/g, ' ')
        );
      }),
      { numRuns: 60 },
    );
  });

  it('lets nobody add a header by a line break in subject or names', () => {
    const raw = composeMessage({
      ...parts,
      subject: 'News\r\nBcc: everyone@reader.example',
      from: { name: 'A\r\nBcc: b@c.example', address: 'news@publisher.example' },
    });
    expect(raw).not.toMatch(/^Bcc:/m);
  });
});

describe('A template', () => {
  const template = MessageTemplate.compile(
    {
      ...parts,
      headers: [['List-Unsubscribe', `<${slot('unsubscribe')}>`]],
      html: `<p>Grüße, lange Zeile ${'ä'.repeat(40)} <a href="${slot('unsubscribe')}">ab</a> und <a href="${slot('preferences')}">wählen</a></p>`,
      text: `Abbestellen: ${slot('unsubscribe')}\nWählen: ${slot('preferences')}`,
    },
    'seed@publisher.example',
  );
  const values = {
    to: 'bob@reader.example',
    messageId: 'edition.bob@publisher.example',
    unsubscribe: 'https://news.example/s/abc=def.-_~',
    preferences: `https://news.example/s/${'x'.repeat(200)}`,
  };

  const textFor = (recipient: typeof values): string => Buffer.concat(bytesOf(template.fill(recipient))).toString();

  it('is filled for each recipient, in headers and in both parts', async () => {
    const mail = await simpleParser(textFor(values));
    expect(mail.to).toMatchObject({ text: 'bob@reader.example' });
    expect(mail.messageId).toBe('<edition.bob@publisher.example>');
    expect(mail.text).toContain(`Abbestellen: ${values.unsubscribe}\nWählen: ${values.preferences}`);
    expect(mail.html).toContain(
      `<a href="${values.unsubscribe}">ab</a> und <a href="${values.preferences}">wählen</a>`,
    );
    expect(textFor(values)).toContain(`List-Unsubscribe: <${values.unsubscribe}>\r\n`);
  });

  it('gives the same bytes for the same recipient and keeps lines short', () => {
    const filled = textFor(values);
    expect(textFor(values)).toBe(filled);
    expect(Math.max(...filled.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('shares with all mails what is not personal, in pieces that each end a line', () => {
    const [one, other] = [template.fill(values), template.fill({ ...values, unsubscribe: 'https://news.example/s/z' })];
    expect(one.body.filter((piece) => other.body.includes(piece))).toHaveLength(5);
    expect(one.body.every((piece) => piece.toString().endsWith('\r\n'))).toBe(true);
    expect(bytesOf(finishedMessage(textFor(values))).join('')).toBe(textFor(values));
  });

  it('takes nothing in the words of others for a slot', () => {
    expect(withoutSlots(`a${slot('unsubscribe')}b`)).toBe('aunsubscribeb');
  });
});
