import { composeMessage, type MessageParts } from './compose-message.js';
import { endOfHead, type FinishedMessage } from './finished-message.js';
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

type Piece<Text = string> = Text | Gap;

/**
 * A message composed once, with gaps that are filled for each recipient. What is the same for everyone stays as it is, in bytes:
 * a mail costs its personal words alone.
 */
export class MessageTemplate {
  private constructor(
    private readonly head: readonly Piece[],
    private readonly body: readonly Piece<Buffer>[],
  ) {}

  static compile(parts: Omit<MessageParts, 'to' | 'messageId'>, seed: string): MessageTemplate {
    const message = composeMessage({ ...parts, to: 'slot-to', messageId: seed })
      .replace('To: slot-to\r\n', `To: ${slot('to')}\r\n`)
      .replace(`Message-ID: <${seed}>\r\n`, `Message-ID: <${slot('messageId')}>\r\n`);
    const end = endOfHead(message);
    const body = piecesOf(message.slice(end + 2)).map((piece) =>
      typeof piece === 'string' ? Buffer.from(piece) : piece,
    );
    return new MessageTemplate(piecesOf(message.slice(0, end)), body);
  }

  /** The message for one recipient. */
  fill(values: Readonly<Record<Slot, string>>): FinishedMessage {
    return {
      head: this.head.map((piece) => (typeof piece === 'string' ? piece : filled(piece, values))).join(''),
      body: this.body.map((piece) => ('name' in piece ? Buffer.from(filled(piece, values)) : piece)),
    };
  }
}

function filled({ name, encoded }: Gap, values: Readonly<Record<Slot, string>>): string {
  return encoded ? `${quotedPrintable(values[name])}=\r\n` : values[name];
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, length, gap } of marksIn(text)) {
    pieces.push(text.slice(from, index) + (gap.encoded ? '=\r\n' : ''), gap);
    from = index + length;
  }
  return [...pieces, text.slice(from)];
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
