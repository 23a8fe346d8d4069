const MOST_KNOWN = 10_000;

/** What holds from one moment until another. */
export interface Stretch<Value> {
  readonly found: Value | undefined;
  readonly from: number;
  /** Not at this moment any more. */
  readonly until: number;
}

/** Remembers per question what holds now, and asks again only when that has ended: calendars are slow to ask. */
export class StretchMemory<Value> {
  private readonly known = new Map<string, Stretch<Value>>();

  at(question: string, time: number, look: (time: number) => Stretch<Value>): Value | undefined {
    const before = this.known.get(question);
    if (before !== undefined && before.from <= time && time < before.until) return before.found;
    const stretch = look(time);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    if (before === undefined || stretch.from >= before.from) this.known.set(question, stretch);
    return stretch.found;
  }
}
