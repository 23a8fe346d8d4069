import { createHash } from 'node:crypto';
import { headerLine, headerMailbox, headerText } from './header.js';
import type { Mailbox } from './mailbox.js';
import { quotedPrintable } from './quoted-printable.js';

/** What a message is made of. */
export interface MessageParts {
  readonly from: Mailbox;
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
  /** Without angle brackets. */
  readonly messageId: string;
  /** Further headers, in this order; values are finished header values. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly html: string;
  readonly text: string;
}

/** An RFC 5322 message with a text and an HTML part; the same parts give the same bytes. */
export function composeMessage({ from, to, subject, date, messageId, headers, html, text }: MessageParts): string {
  const boundary = `=_${createHash('sha256').update(messageId).update(html).digest('hex').slice(0, 32)}`;
  return [
    headerLine('From', headerMailbox(from)),
    headerLine('To', headerText(to)),
    headerLine('Subject', headerText(subject)),
    headerLine('Date', mailDate(date)),
    headerLine('Message-ID', `<${messageId}>`),
    ...headers.map(([name, value]) => headerLine(name, value)),
    headerLine('MIME-Version', '1.0'),
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part(boundary, 'text/plain', text),
    ...part(boundary, 'text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function part(boundary: string, type: string, content: string): string[] {
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(content),
  ];
}

/** RFC 5322 3.3, in UTC. */
function mailDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}
