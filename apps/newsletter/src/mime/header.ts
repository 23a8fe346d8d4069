import type { Mailbox } from './mailbox.js';

const PLAIN = /^[\x20-\x7e]*$/;
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*$/;
const UNSAFE = /[\p{Cc}\u2028\u2029]+/gu;
/** Bytes of UTF-8 in one encoded word of at most 75 characters (RFC 2047). */
const WORD_BYTES = 42;

/** Text as one header value: line breaks taken out, what is not ASCII as encoded words. */
export function headerText(text: string): string {
  const line = text.replace(UNSAFE, ' ').trim();
  return PLAIN.test(line) && line.length <= 900 ? line : encodedWords(line);
}

/** `Name <address>` as a header value. */
export function headerMailbox({ name, address }: Mailbox): string {
  if (name === undefined) return address.replace(UNSAFE, '');
  const line = name.replace(UNSAFE, ' ');
  const shown = ATOMS.test(line) ? line : PLAIN.test(line) ? `"${line.replace(/["\\]/g, '\\$&')}"` : encodedWords(line);
  return `${shown} <${address.replace(UNSAFE, '')}>`;
}

/** `Name: value`, folded after 78 characters where there is a space. */
export function headerLine(name: string, value: string): string {
  let line = `${name}:`;
  const lines: string[] = [];
  for (const word of value.split(' ')) {
    if (line.length + word.length + 1 > 78 && line.trim() !== '' && line !== `${name}:`) {
      lines.push(line);
      line = ` ${word}`;
    } else line += ` ${word}`;
  }
  return [...lines, line].join('\r\n');
}

function encodedWords(text: string): string {
  const words: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > WORD_BYTES) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  return [...words, part].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
