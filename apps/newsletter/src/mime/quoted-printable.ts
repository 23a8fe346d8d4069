const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
const LONGEST = 75;
/** A line that stands as it is, but for its length. */
const PLAIN = /^(?:[\x20-\x3c\x3e-\x7e]*[\x21-\x3c\x3e-\x7e])?$/;
const PIECES = new RegExp(`.{1,${LONGEST}}`, 'g');

/** Text as quoted-printable (RFC 2045 6.7) with CRLF line ends: safe for every server, readable in its source. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(encodedLine)
    .join('\r\n');
}

function encodedLine(line: string): string {
  if (PLAIN.test(line)) return line.length <= LONGEST ? line : (line.match(PIECES) ?? []).join('=\r\n');
  const bytes = Buffer.from(line);
  const lines: string[] = [];
  let current = '';
  for (const [index, byte] of bytes.entries()) {
    const atEnd = index === bytes.length - 1;
    const piece = isPlain(byte, atEnd) ? String.fromCharCode(byte) : (HEX[byte] ?? '');
    if (current.length + piece.length > LONGEST) {
      lines.push(`${current}=`);
      current = '';
    }
    current += piece;
  }
  return [...lines, current].join('\r\n');
}

/** Spaces at the end of a line would be lost. */
function isPlain(byte: number, atEnd: boolean): boolean {
  if (byte === 0x20 || byte === 0x09) return !atEnd;
  return byte > 0x20 && byte < 0x7f && byte !== 0x3d;
}
