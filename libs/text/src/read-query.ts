import { fold } from './fold.js';
import { parseQuery } from './query.js';
import { comparable, stopWords } from './stop-words.js';

/** A word that a reader typed. */
export interface QueryWord {
  readonly typed: string;
  /** A function word beside others: it counts for the order and need not be there. */
  readonly optional: boolean;
  /** The last word, still being typed. */
  readonly unfinished: boolean;
}

/** A query as the index understands it. */
export interface ReadQuery {
  /** Nothing was asked: everything is found. */
  readonly blank: boolean;
  readonly words: readonly QueryWord[];
  readonly phrases: ReadonlyArray<readonly string[]>;
  readonly exclusions: ReadonlyArray<readonly string[]>;
}

/** Words over the tenth seldom say more and always cost more. */
const MOST_WORDS = 10;

/** Function words by language, where they are not those that the code knows. */
export type OwnStopWords = Readonly<Record<string, readonly string[]>>;

/** Reads any string as a query in the languages that are searched. */
export function readQuery(q: string, languages: readonly string[], own: OwnStopWords = {}): ReadQuery {
  const { words, phrases, exclusions, lastWordIsPrefix } = parseQuery(q);
  const typed = words.filter((word) => fold(word) !== '');
  const stop = languages.map((language) => {
    const words = own[language];
    return words === undefined ? stopWords(language) : new Set(words.map(comparable));
  });
  const isStop = (word: string): boolean => stop.some((words) => words.has(comparable(word)));
  const allStop = phrases.length === 0 && typed.every(isStop);
  const read = typed.map((word, index) => ({
    typed: word,
    optional: !allStop && isStop(word),
    unfinished: lastWordIsPrefix && index === typed.length - 1,
  }));
  return {
    blank: q.trim() === '',
    words: [
      ...read.filter(({ optional }) => !optional).slice(0, MOST_WORDS),
      ...read.filter(({ optional }) => optional),
    ],
    phrases,
    exclusions: exclusions.map((excluded) => (typeof excluded === 'string' ? [excluded] : excluded)),
  };
}
