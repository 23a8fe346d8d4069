import { createHash } from 'node:crypto';

/** SHA-256 over what a row says, whatever the order of its fields. */
export function fingerprintOf(row: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(row)))
    .digest();
}

/** A checksum over rows in any order: the sum of their fingerprints. */
export class Checksum {
  private sum = 0n;

  add(fingerprint: Buffer): void {
    this.sum = BigInt.asUintN(256, this.sum + BigInt(`0x${fingerprint.toString('hex')}`));
  }

  /** Hexadecimal. */
  toString(): string {
    return this.sum.toString(16).padStart(64, '0');
  }
}

function inOrder(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, field]) => [name, inOrder(field)]),
  );
}
