type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Numbers by position in a typed array that grows as needed; a position never set reads 0. */
export class GrowingArray {
  private values: Numbers;

  constructor(private readonly type: new (size: number) => Numbers) {
    this.values = new type(1_024);
  }

  get(at: number): number {
    return this.values[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const grown = new this.type(Math.max(at + 1, this.values.length * 2));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[at] = value;
  }
}
