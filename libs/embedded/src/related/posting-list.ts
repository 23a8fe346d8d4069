const FIRST_ROOM = 8;

/** The articles under one key by number, in the order of their time of publication. */
export class PostingList {
  private size = 0;

  private constructor(
    private times: Float64Array,
    private numbers: Uint32Array,
  ) {}

  /** From `number time` pairs in any order, joined by commas as the database gives them; null for none. */
  static read(joined: string | null): PostingList {
    const pairs = (joined === null ? [] : joined.split(',')).map((pair) => {
      const gap = pair.indexOf(' ');
      return { number: Number(pair.slice(0, gap)), time: Number(pair.slice(gap + 1)) };
    });
    pairs.sort((one, other) => one.time - other.time || one.number - other.number);
    const room = Math.max(FIRST_ROOM, pairs.length);
    const list = new PostingList(new Float64Array(room), new Uint32Array(room));
    list.size = pairs.length;
    list.times.set(pairs.map(({ time }) => time));
    list.numbers.set(pairs.map(({ number }) => number));
    return list;
  }

  get bytes(): number {
    return this.times.byteLength + this.numbers.byteLength;
  }

  add(number: number, time: number): void {
    if (this.size === this.times.length) this.grow();
    const at = this.placeOf(number, time);
    this.times.copyWithin(at + 1, at, this.size);
    this.numbers.copyWithin(at + 1, at, this.size);
    this.times[at] = time;
    this.numbers[at] = number;
    this.size += 1;
  }

  remove(number: number, time: number): void {
    const at = this.placeOf(number, time);
    if (at === this.size || this.numbers[at] !== number) return;
    this.times.copyWithin(at, at + 1, this.size);
    this.numbers.copyWithin(at, at + 1, this.size);
    this.size -= 1;
  }

  /** So many of the last published up to a time and as many of the first after it. */
  around(time: number, many: number): Uint32Array {
    const middle = this.placeOf(Number.POSITIVE_INFINITY, time);
    return this.numbers.subarray(Math.max(0, middle - many), Math.min(this.size, middle + many));
  }

  /** Where an article stands or would stand. */
  private placeOf(number: number, time: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const [at = 0, of = 0] = [this.times[middle], this.numbers[middle]];
      if (at < time || (at === time && of < number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const room = this.times.length * 2;
    const [times, numbers] = [new Float64Array(room), new Uint32Array(room)];
    times.set(this.times);
    numbers.set(this.numbers);
    [this.times, this.numbers] = [times, numbers];
  }
}
