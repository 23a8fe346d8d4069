interface Node {
  readonly next: Map<number, Node>;
  /** A term needs no more letters than lead here. */
  end: boolean;
}

/** A stem may differ from its words in so many of its last letters ("relational" and "relate", "happily" and "happi"). */
const CHANGED_BY_ENDINGS = 3;
const FEWEST = 2;
const MOST = 6;
const [A, E, O, U, Z] = [0x61, 0x65, 0x6f, 0x75, 0x7a];

/** Tells by the first letters of a word that no stem out of some can be its own; says yes where only stemming can tell. */
export class TermBeginnings {
  private readonly root: Node = { next: new Map(), end: false };

  constructor(terms: Iterable<string>) {
    for (const term of terms) this.enter(term);
  }

  /** Letters are compared as far as they are plain; what may be an umlaut written out may be anything. */
  mayBegin(text: string, start: number, end: number): boolean {
    let node: Node | undefined = this.root;
    let before = 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at) | 0x20;
      const plain = unit >= A && unit <= Z && text.charCodeAt(at) < 0x80;
      if (!plain || isSecondOfPair(before, unit)) return true;
      node = node.next.get(unit);
      if (node === undefined) return false;
      if (node.end) return true;
      before = unit;
    }
    return true;
  }

  private enter(term: string): void {
    const letters = Math.min(Math.max(term.length - CHANGED_BY_ENDINGS, FEWEST), MOST, term.length);
    let node = this.root;
    for (let at = 0; at < letters; at++) {
      const next = node.next.get(term.charCodeAt(at)) ?? { next: new Map<number, Node>(), end: false };
      node.next.set(term.charCodeAt(at), next);
      node = next;
    }
    node.end = true;
  }
}

/** "ae", "oe", "ue" and "aa" may stand for one letter. */
function isSecondOfPair(before: number, unit: number): boolean {
  return (unit === E && (before === A || before === O || before === U)) || (unit === A && before === A);
}
