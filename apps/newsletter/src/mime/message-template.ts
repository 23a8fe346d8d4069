import { composeMessage, type MessageParts } from './compose-message.js';
import { quotedPrintable } from './quoted-printable.js';

/** What differs from recipient to recipient. */
export const SLOTS = ['to', 'messageId', 'unsubscribe', 'preferences'] as const;
export type Slot = (typeof SLOTS)[number];

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = new RegExp(`${OPEN}(${SLOTS.join('|')})${CLOSE}`, 'g');
/** A mark as quoted-printable writes it, wherever its soft line breaks fell. */
const ENCODED = { open: '=EE=80=80', close: '=EE=80=81' };

/** The place of a slot in text, HTML or header of a template. */
export function slot(name: Slot): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Text of others without what would be taken for a slot. */
export function withoutSlots(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
}

interface Gap {
  readonly name: Slot;
  /** Inside a quoted-printable part, where the value stands on a line of its own between soft breaks. */
  readonly encoded: boolean;
}

/** A message composed once, with gaps that are filled for each recipient by putting texts together. */
export class MessageTemplate {
  private constructor(
    private readonly texts: readonly string[],
    private readonly gaps: readonly Gap[],
  ) {}

  static compile(parts: Omit<MessageParts, 'to' | 'messageId'>, seed: string): MessageTemplate {
    const message = composeMessage({ ...parts, to: 'slot-to', messageId: seed });
    const head = message
      .replace('To: slot-to\r\n', `To: ${slot('to')}\r\n`)
      .replace(`Message-ID: <${seed}>\r\n`, `Message-ID: <${slot('messageId')}>\r\n`);
    const texts: string[] = [];
    const gaps: Gap[] = [];
    let from = 0;
    for (const { index, length, gap } of marksIn(head)) {
      texts.push(head.slice(from, index) + (gap.encoded ? '=\r\n' : ''));
      gaps.push(gap);
      from = index + length;
    }
    texts.push(head.slice(from));
    return new MessageTemplate(texts, gaps);
  }

  /** The message for one recipient. */
  fill(values: Readonly<Record<Slot, string>>): string {
    let message = this.texts[0] ?? '';
    for (const [index, { name, encoded }] of this.gaps.entries()) {
      message += encoded ? `${quotedPrintable(values[name])}=\r\n` : values[name];
      message += this.texts[index + 1] ?? '';
    }
    return message;
  }
}

function marksIn(message: string): Array<{ index: number; length: number; gap: Gap }> {
  const plain = [...message.matchAll(MARK)].map((match) => ({
    index: match.index,
    length: match[0].length,
    gap: { name: slotNamed(match[1]), encoded: false },
  }));
  const soft = '(?:=\\r\\n)?';
  const loosely = (text: string): string => [...text].join(soft);
  const pieces = (text: string): string => (text.match(/=[0-9A-F]{2}/g) ?? []).join(soft);
  const names = SLOTS.map(loosely).join('|');
  const encodedMark = new RegExp(`${pieces(ENCODED.open)}${soft}(${names})${soft}${pieces(ENCODED.close)}`, 'g');
  const encoded = [...message.matchAll(encodedMark)].map((match) => ({
    index: match.index,
    length: match[0].length,
    gap: { name: slotNamed(match[1]?.replaceAll('=\r\n', '')), encoded: true },
  }));
  return [...plain, ...encoded].sort((one, other) => one.index - other.index);
}

function slotNamed(name: string | undefined): Slot {
  const found = SLOTS.find((known) => known === name);
  if (found === undefined) throw new Error(`${name} is no slot`);
  return found;
}
