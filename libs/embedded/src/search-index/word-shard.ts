import { closeWithin } from './letter-distance.js';

/** A word of the list. */
export interface ListedWord {
  readonly word: string;
  /** In how many articles it stands. */
  readonly articles: number;
  /** Bits of the languages it was seen in. */
  readonly languages: number;
}

/** What counting a word changed. */
export interface Counted {
  readonly before: number;
  readonly after: number;
  /** Bits of all languages it was seen in. */
  readonly languages: number;
  readonly newLanguage: boolean;
}

const FIRST_WORDS = 64;
/** Words are found by so many first letters. */
const BEGINNING = 3;

/** All words of one length, packed one behind the other: two bytes a letter and thirty besides. */
export class WordShard {
  private letters: Uint16Array;
  private masks = new Int32Array(FIRST_WORDS);
  private counts = new Uint32Array(FIRST_WORDS);
  private languages = new Int32Array(FIRST_WORDS);
  private table = new Int32Array(FIRST_WORDS * 2).fill(-1);
  private readonly byBeginning = new Map<number, number[]>();
  private used = 0;

  constructor(readonly length: number) {
    this.letters = new Uint16Array(FIRST_WORDS * length);
  }

  get size(): number {
    return this.used;
  }

  add(word: string, languages: number, by: number): Counted {
    const index = this.indexOf(word) ?? this.append(word);
    const before = this.counts[index] ?? 0;
    const after = Math.max(0, before + by);
    const known = this.languages[index] ?? 0;
    this.counts[index] = after;
    this.languages[index] = known | languages;
    return { before, after, languages: known | languages, newLanguage: (known | languages) !== known };
  }

  set(word: string, languages: number, articles: number): void {
    const index = this.indexOf(word) ?? this.append(word);
    this.counts[index] = articles;
    this.languages[index] = languages;
  }

  indexOf(word: string): number | undefined {
    const last = this.table.length - 1;
    for (let slot = hashOf(word) & last; ; slot = (slot + 1) & last) {
      const index = this.table[slot] ?? -1;
      if (index === -1) return undefined;
      if (this.holds(index, 0, word)) return index;
    }
  }

  articles(index: number): number {
    return this.counts[index] ?? 0;
  }

  languagesOf(index: number): number {
    return this.languages[index] ?? 0;
  }

  word(index: number): string {
    return String.fromCharCode(...this.letters.subarray(index * this.length, (index + 1) * this.length));
  }

  listed(index: number): ListedWord {
    return { word: this.word(index), articles: this.articles(index), languages: this.languagesOf(index) };
  }

  /** Visits the words in use that begin so. */
  visitBeginning(part: string, visit: (index: number) => void): void {
    if (part.length < BEGINNING) return this.visitHolding(part, 0, visit);
    for (const index of this.byBeginning.get(beginningOf(part)) ?? []) {
      if (this.counts[index] !== 0 && this.holds(index, 0, part)) visit(index);
    }
  }

  /** Visits the words in use that hold these letters from an offset on. */
  visitHolding(part: string, offset: number, visit: (index: number) => void): void {
    const { letters, length, used, counts } = this;
    const first = part.charCodeAt(0);
    for (let index = 0, at = offset; index < used; index++, at += length) {
      if (letters[at] === first && counts[index] !== 0 && this.holds(index, offset, part)) visit(index);
    }
  }

  /** Visits the words in use up to so many typos away, the word itself left out. */
  visitClose(word: Uint16Array, max: number, visit: (index: number, distance: number) => void): void {
    const { letters, length, used, masks, counts } = this;
    const mask = maskOf(word, 0, word.length);
    const most = 2 * max;
    for (let index = 0; index < used; index++) {
      if (bits((masks[index] ?? 0) ^ mask) > most || counts[index] === 0) continue;
      const distance = closeWithin(word, letters, index * length, length, max);
      if (distance > 0 && distance <= max) visit(index, distance);
    }
  }

  private holds(index: number, offset: number, part: string): boolean {
    const start = index * this.length + offset;
    for (let at = 0; at < part.length; at++) if (this.letters[start + at] !== part.charCodeAt(at)) return false;
    return true;
  }

  private append(word: string): number {
    if (this.used === this.masks.length) this.grow();
    const index = this.used++;
    const start = index * this.length;
    for (let at = 0; at < this.length; at++) this.letters[start + at] = word.charCodeAt(at);
    this.masks[index] = maskOf(this.letters, start, this.length);
    this.enter(index, hashOf(word));
    this.index(index, word);
    return index;
  }

  private index(index: number, word: string): void {
    const beginning = beginningOf(word);
    const known = this.byBeginning.get(beginning);
    if (known === undefined) this.byBeginning.set(beginning, [index]);
    else known.push(index);
  }

  private enter(index: number, hash: number): void {
    const last = this.table.length - 1;
    let slot = hash & last;
    while (this.table[slot] !== -1) slot = (slot + 1) & last;
    this.table[slot] = index;
  }

  private grow(): void {
    const size = this.masks.length * 2;
    const [letters, masks] = [new Uint16Array(size * this.length), new Int32Array(size)];
    const [counts, languages] = [new Uint32Array(size), new Int32Array(size)];
    letters.set(this.letters);
    masks.set(this.masks);
    counts.set(this.counts);
    languages.set(this.languages);
    Object.assign(this, { letters, masks, counts, languages });
    this.table = new Int32Array(size * 2).fill(-1);
    for (let index = 0; index < this.used; index++) this.enter(index, hashOf(this.word(index)));
  }
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** One number for the first letters; seldom the same for others. */
function beginningOf(word: string): number {
  const [first, second, third] = [word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2)];
  return (first << 20) ^ (second << 10) ^ third;
}

/** A bit per letter that the word holds: each typo changes at most two of them. */
function maskOf(units: Uint16Array, start: number, length: number): number {
  let mask = 0;
  for (let at = start; at < start + length; at++) mask |= 1 << ((units[at] ?? 0) & 31);
  return mask;
}

function bits(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
