const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;
const LINE_WITH_DOT = Buffer.from('\n.');
const END = Buffer.from('\r\n.\r\n');
const END_AFTER_LINE = Buffer.from('.\r\n');

/** A message as DATA carries it (RFC 5321 4.5.2): dots that begin a line doubled, ended by a line with one dot. */
export function stuffed(raw: string | readonly Uint8Array[]): Buffer[] {
  const parts: Buffer[] = [];
  let [last, lastButOne] = [LF, CR];
  for (const piece of typeof raw === 'string' ? [Buffer.from(raw)] : raw) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    if (last === LF && bytes[0] === DOT) parts.push(bytes.subarray(0, 1));
    parts.push(...doubled(bytes));
    lastButOne = bytes.at(-2) ?? last;
    last = bytes.at(-1) ?? last;
  }
  parts.push(lastButOne === CR && last === LF ? END_AFTER_LINE : END);
  return parts;
}

/** The bytes cut at each dot behind a line end, so that it is there twice. */
function doubled(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(LINE_WITH_DOT); at >= 0; at = bytes.indexOf(LINE_WITH_DOT, at + 1)) {
    parts.push(bytes.subarray(from, at + 2));
    from = at + 1;
  }
  return [...parts, bytes.subarray(from)];
}
