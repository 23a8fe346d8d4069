import { createHash } from 'node:crypto';

/** A piece that is cheaper to make than to look up. */
const SMALL = 1_024;
/** Pieces that many messages share, as they are hashed. */
const shared = new WeakMap<Buffer, Buffer>();

/** A header line, folded or not, as DKIM hashes it (RFC 6376 3.4.2), without its line end. */
export function relaxedHeader(line: string): string {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).replace(/[ \t\r\n]+/g, ' ');
  return `${line.slice(0, colon).trim().toLowerCase()}:${value.trim()}`;
}

/** SHA-256 in base64 of a body as DKIM hashes it (RFC 6376 3.4.4). Each piece ends a line. */
export function relaxedBodyHash(body: readonly Buffer[]): string {
  const hash = createHash('sha256');
  const pieces = body.map(relaxedPiece);
  while (pieces.length > 0 && withoutEmptyLines(pieces.at(-1)).length === 0) pieces.pop();
  const last = pieces.pop();
  for (const piece of pieces) hash.update(piece);
  if (last !== undefined) hash.update(withoutEmptyLines(last)).update('\r\n');
  return hash.digest('base64');
}

function relaxedPiece(piece: Buffer): Buffer {
  const known = shared.get(piece);
  if (known !== undefined) return known;
  const text = piece
    .toString('latin1')
    .replace(/[ \t]+/g, ' ')
    .replaceAll(' \r\n', '\r\n');
  const relaxed = Buffer.from(text, 'latin1');
  if (piece.length >= SMALL) shared.set(piece, relaxed);
  return relaxed;
}

function withoutEmptyLines(piece: Buffer = Buffer.alloc(0)): Buffer {
  let end = piece.length;
  while (end >= 2 && piece[end - 2] === 0x0d && piece[end - 1] === 0x0a) end -= 2;
  return piece.subarray(0, end);
}
