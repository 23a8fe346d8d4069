import { collapseUmlauts, fold } from './fold.js';
import { stemFolded } from './stem.js';
import { stopWords } from './stop-words.js';

/** Says how often a German word was seen; 0 makes it useless as a part. */
export interface PartKnowledge {
  count(stem: string): number;
}

/** Of fewer letters nothing is taken to be a part of a compound. */
export const SHORTEST_PART = 4;
const LONGEST_WORD = 40;
/** What may stand between the parts of a German compound. */
export const COMPOUND_LINKS = ['', 's', 'es', 'n', 'en', 'er', 'e'];
const AFFIXES: ReadonlySet<string> = new Set(
  'schaft heit keit lich isch ung ungen igkeit sten chen lein lein ling tion ation ierung enden ende erin innen bar sam haft'.split(
    ' ',
  ),
);

function canonical(word: string): string {
  return collapseUmlauts(fold(word), 'de');
}

/** German words seen in an archive, from which the parts of compounds are known. */
export class CompoundVocabulary implements PartKnowledge {
  private readonly counts = new Map<string, number>();

  constructor(words: Iterable<readonly [word: string, count: number]> = []) {
    for (const [word, count] of words) this.add(word, count);
  }

  add(word: string, count = 1): void {
    const folded = canonical(word);
    if (folded.length < SHORTEST_PART || !/^[a-z]+$/.test(folded)) return;
    const stem = stemFolded(folded, 'de');
    this.counts.set(stem, (this.counts.get(stem) ?? 0) + count);
  }

  count(stem: string): number {
    return this.counts.get(stem) ?? 0;
  }

  get size(): number {
    return this.counts.size;
  }
}

const NOTHING: PartKnowledge = new CompoundVocabulary();

/** The parts of a German compound, folded, in order and with their links (`landtags`, `wahl`), or none when it is not surely one. */
export function decompound(word: string, knowledge: PartKnowledge = NOTHING): string[] {
  const folded = canonical(word);
  if (folded.length < 2 * SHORTEST_PART || folded.length > LONGEST_WORD || !/^[a-z]+$/.test(folded)) return [];
  const best = split(folded, new Strengths(knowledge), new Map());
  return best === undefined || best.parts.length < 2 ? [] : best.parts;
}

interface Split {
  readonly parts: string[];
  readonly weakest: number;
}

/** How surely pieces are words; every piece of a compound is asked for many times and stemmed once. */
class Strengths {
  private readonly known = new Map<string, number>();

  constructor(private readonly knowledge: PartKnowledge) {}

  of(part: string): number {
    const known = this.known.get(part) ?? this.find(part);
    this.known.set(part, known);
    return known;
  }

  private find(part: string): number {
    if (part.length < SHORTEST_PART || AFFIXES.has(part) || stopWords('de').has(part)) return 0;
    return this.knowledge.count(stemFolded(part, 'de'));
  }
}

function better(left: Split, right: Split | undefined): boolean {
  if (right === undefined || left.parts.length !== right.parts.length) {
    return right === undefined || left.parts.length < right.parts.length;
  }
  return left.weakest > right.weakest;
}

function split(rest: string, strengths: Strengths, known: Map<string, Split | undefined>): Split | undefined {
  if (known.has(rest)) return known.get(rest);
  let best: Split | undefined;
  for (let at = SHORTEST_PART; at <= rest.length - SHORTEST_PART; at++) {
    const part = knownPart(rest.slice(0, at), strengths);
    if (part === undefined) continue;
    const tail = tailOf(rest.slice(at), strengths, known);
    if (tail === undefined) continue;
    const candidate = { parts: [part.word, ...tail.parts], weakest: Math.min(part.count, tail.weakest) };
    if (better(candidate, best)) best = candidate;
  }
  known.set(rest, best);
  return best;
}

function tailOf(tail: string, strengths: Strengths, known: Map<string, Split | undefined>): Split | undefined {
  const whole = strengths.of(tail);
  return whole > 0 ? { parts: [tail], weakest: whole } : split(tail, strengths, known);
}

function knownPart(piece: string, strengths: Strengths): { word: string; count: number } | undefined {
  for (const link of COMPOUND_LINKS) {
    if (!piece.endsWith(link)) continue;
    const word = piece.slice(0, piece.length - link.length);
    const count = strengths.of(word);
    if (count > 0) return { word, count };
  }
  return undefined;
}
