import { fold } from './fold.js';
import type { Language } from './languages.js';
import { losesBeginnings } from './stem.js';
import { TermBeginnings } from './term-beginnings.js';
import { formOf } from './word-form.js';

/** Terms, each with the number of what it stands for: a query word in all its forms has one number. */
export type MeantTerms = ReadonlyMap<string, number>;

const LOWER = Array.from({ length: 0x80 }, (_, unit) => String.fromCharCode(unit).toLowerCase());

/**
 * Tells for words of texts of a language what they stand for. To stem every word only to mark a few would take longer than
 * to find the text: a word that cannot be meant is told by its first letters, which a stem keeps.
 */
export class Meaning {
  /** How many different things are meant. */
  readonly things: number;
  private readonly known = new Map<string, number | undefined>();
  private readonly firstLetters: ReadonlySet<string>;
  private readonly beginnings: TermBeginnings;

  constructor(
    private readonly terms: MeantTerms,
    readonly language: Language,
  ) {
    this.things = new Set(terms.values()).size;
    this.firstLetters = new Set([...terms.keys()].map((term) => term.charAt(0)));
    this.beginnings = new TermBeginnings(terms.keys());
  }

  /** The number of what the word at this place stands for. */
  of(text: string, start: number, end: number): number | undefined {
    if (!this.mayBeMeant(text, start, end)) return undefined;
    const surface = text.slice(start, end);
    if (!this.known.has(surface)) this.known.set(surface, this.terms.get(formOf(surface, this.language).term));
    return this.known.get(surface);
  }

  private mayBeMeant(text: string, start: number, end: number): boolean {
    if (losesBeginnings(this.language)) return true;
    if (!this.firstLetters.has(letterAt(text, start))) return false;
    return end - start < LONGER_THAN_ENDINGS || this.beginnings.mayBegin(text, start, end);
  }
}

/** In shorter words even the second letter may be of an ending. */
const LONGER_THAN_ENDINGS = 5;

function letterAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return LOWER[unit] ?? '';
  return fold(String.fromCodePoint(text.codePointAt(at) ?? unit)).charAt(0);
}
