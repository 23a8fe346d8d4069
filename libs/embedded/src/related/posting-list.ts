/** The articles under one key by number, in the order of their time of publication. */
export class PostingList {
  private readonly times: number[] = [];
  private readonly numbers: number[] = [];

  /** From `number time` pairs in any order, joined by commas as the database gives them; null for none. */
  static read(joined: string | null): PostingList {
    const pairs = (joined === null ? [] : joined.split(',')).map((pair) => {
      const gap = pair.indexOf(' ');
      return { number: Number(pair.slice(0, gap)), time: Number(pair.slice(gap + 1)) };
    });
    pairs.sort((one, other) => one.time - other.time || one.number - other.number);
    const list = new PostingList();
    for (const { number, time } of pairs) {
      list.numbers.push(number);
      list.times.push(time);
    }
    return list;
  }

  get size(): number {
    return this.numbers.length;
  }

  add(number: number, time: number): void {
    const at = this.placeOf(number, time);
    this.times.splice(at, 0, time);
    this.numbers.splice(at, 0, number);
  }

  remove(number: number, time: number): void {
    const at = this.placeOf(number, time);
    if (this.numbers[at] !== number) return;
    this.times.splice(at, 1);
    this.numbers.splice(at, 1);
  }

  /** So many of the last published up to a time and as many of the first after it. */
  around(time: number, many: number): number[] {
    const middle = this.placeOf(Number.POSITIVE_INFINITY, time);
    return this.numbers.slice(Math.max(0, middle - many), middle + many);
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
}
