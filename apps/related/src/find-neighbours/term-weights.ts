/** Slots for each term: few enough to stay in the cache of the processor, many enough that most lookups end at the first. */
const SLOTS_PER_TERM = 4;
const SPREAD = 0x9e3779b1;

/** The weights of an article's terms by mark, made for looking up the terms of very many others. */
export class TermWeights {
  private readonly marks: Uint32Array;
  private readonly weights: Float32Array;
  private readonly shift: number;
  private readonly last: number;

  /** Every weight is above 0. */
  constructor(terms: Uint32Array, weights: Float32Array) {
    const bits = Math.max(3, Math.ceil(Math.log2(terms.length * SLOTS_PER_TERM + 1)));
    this.shift = 32 - bits;
    this.last = 2 ** bits - 1;
    this.marks = new Uint32Array(this.last + 1);
    this.weights = new Float32Array(this.last + 1);
    for (let index = 0; index < terms.length; index += 1) {
      const slot = this.slotOf(terms[index] as number);
      this.marks[slot] = terms[index] as number;
      this.weights[slot] = weights[index] as number;
    }
  }

  /** 0 for a term that the article has not. */
  of(mark: number): number {
    return this.weights[this.slotOf(mark)] as number;
  }

  /** Where a mark stands, or the free slot where it would. */
  private slotOf(mark: number): number {
    let slot = Math.imul(mark, SPREAD) >>> this.shift;
    while (this.weights[slot] !== 0 && this.marks[slot] !== mark) slot = (slot + 1) & this.last;
    return slot;
  }
}
