const BITS = 25;

/**
 * Which keys may have been met: a key of which this says no was never added. Keys are well mixed, so their first bits tell most
 * of them apart; 4 MB, whatever there is.
 */
export class SeenKeys {
  private readonly bits = new Uint8Array(2 ** (BITS - 3));

  add(key: number): void {
    const bit = key >>> (32 - BITS);
    this.bits[bit >>> 3] = (this.bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
  }

  mayHave(key: number): boolean {
    const bit = key >>> (32 - BITS);
    return ((this.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }
}
