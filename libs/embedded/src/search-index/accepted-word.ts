import { foldVariants } from '#text/fold.js';
import { anyOf, mergedTerms, type TermsByLanguage } from './language-terms.js';

/** How a word of a text may meet a word of the query, from the closest on. */
export type MeetingKind = 'exact' | 'form' | 'synonym' | 'beginning' | 'close' | 'part' | 'distant';

/** Terms that meet a query word in one way. */
export interface Level {
  readonly kind: MeetingKind;
  readonly terms: TermsByLanguage;
}

/** A query word with all that an attempt takes for it. */
export interface AcceptedWord {
  readonly typed: string;
  /** The word as it may be written, folded. */
  readonly spellings: ReadonlySet<string>;
  readonly levels: readonly Level[];
}

/** A query word with the levels at which it is accepted. */
export function acceptedWord(typed: string, levels: readonly Level[]): AcceptedWord {
  return { typed, spellings: new Set(foldVariants(typed)), levels };
}

/** How the words of texts in a language may meet a word of a query. */
export interface Meetings {
  /** The closest way in which each term meets it. */
  readonly terms: ReadonlyMap<string, MeetingKind>;
  /** Terms that meet it where they follow each other. */
  readonly runs: ReadonlyArray<{ readonly terms: readonly string[]; readonly kind: MeetingKind }>;
}

/** For the texts of a language. */
export function meetingsIn(word: AcceptedWord, language: string): Meetings {
  const terms = new Map<string, MeetingKind>();
  const runs: Array<Meetings['runs'][number]> = [];
  for (const { kind, terms: ofLevel } of word.levels) {
    for (const term of ofLevel.get(language) ?? []) {
      if (term.includes(' ')) runs.push({ terms: term.split(' '), kind });
      else if (!terms.has(term)) terms.set(term, kind);
    }
  }
  return { terms, runs };
}

/** A MATCH expression for articles that hold every word and every phrase; undefined when a word can be met by nothing. */
export function holdingAll(words: readonly AcceptedWord[], phrases: readonly TermsByLanguage[]): string | undefined {
  const each = [
    ...words.map(({ levels }) => anyOf(mergedTerms(levels.map(({ terms }) => terms)))),
    ...phrases.map((phrase) => anyOf(phrase)),
  ];
  return each.length === 0 || each.includes('') ? undefined : each.map((any) => `(${any})`).join(' AND ');
}
