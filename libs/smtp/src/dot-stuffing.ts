const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;
const END = Buffer.from('\r\n.\r\n');
const END_AFTER_LINE = Buffer.from('.\r\n');

/** A message as DATA carries it (RFC 5321 4.5.2): dots that begin a line doubled, ended by a line with one dot. */
export function stuffed(raw: Uint8Array | string): Buffer[] {
  const bytes = Buffer.from(raw as Uint8Array);
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(DOT); at >= 0; at = bytes.indexOf(DOT, at + 1)) {
    if (at > 0 && bytes[at - 1] !== LF) continue;
    parts.push(bytes.subarray(from, at + 1));
    from = at;
  }
  parts.push(bytes.subarray(from));
  const endsALine = bytes.length >= 2 && bytes[bytes.length - 2] === CR && bytes[bytes.length - 1] === LF;
  parts.push(endsALine ? END_AFTER_LINE : END);
  return parts;
}
