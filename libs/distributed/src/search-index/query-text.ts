import { fold } from '#text/fold.js';
import type { ReadQuery } from '#text/read-query.js';
import { visitForms } from '#text/word-form.js';

/** The server reads ten words and phrases and none after them. */
const MOST_TERMS = 10;

/** What is looked for in words: a phrase is several. */
interface Terms {
  readonly words: readonly string[];
  readonly phrases: ReadonlyArray<readonly string[]>;
  readonly unfinished: boolean;
}

/**
 * A query in the syntax of the server, of which only what is written here means anything: words hold no quotes and
 * begin with no minus. Exclusions come first, since what follows the tenth term is not read.
 */
export function typedText(query: ReadQuery, languages: readonly string[]): string {
  return written(termsOf(query), exclusionsOf(query, languages));
}

/** The same with every word as its stem in a language; nothing when all words are their stems to the server. */
export function stemmedText(query: ReadQuery, language: string, languages: readonly string[]): string | undefined {
  const { words, phrases, unfinished } = termsOf(query);
  const stemmed = {
    words: words.flatMap((word) => stemsOf([word], language)),
    phrases: phrases.map((phrase) => stemsOf(phrase, language)),
    unfinished: unfinished && stemsOf(words.slice(-1), language)[0] === fold(words.at(-1) ?? ''),
  };
  const same = toTheServer(words, phrases) === toTheServer(stemmed.words, stemmed.phrases);
  return same ? undefined : written(stemmed, exclusionsOf(query, languages));
}

/** The words that must be there, the one still being typed last. */
export function neededWords({ words, phrases }: ReadQuery): string[] {
  const needed = words.filter(({ optional }) => !optional).slice(0, Math.max(0, MOST_TERMS - phrases.length));
  return [...needed]
    .sort((left, right) => Number(left.unfinished) - Number(right.unfinished))
    .map(({ typed }) => typed);
}

/** The folded stems of words in a language. */
export function stemsOf(words: readonly string[], language: string): string[] {
  const stems: string[] = [];
  for (const word of words) visitForms(word, language, ({ term }) => stems.push(term));
  return stems;
}

function termsOf(query: ReadQuery): Terms {
  const unfinished = query.words.some((word) => word.unfinished && !word.optional);
  return { words: neededWords(query), phrases: query.phrases.slice(0, MOST_TERMS), unfinished };
}

/** Left out in every form that it has in the languages of the archive. */
function exclusionsOf({ exclusions }: ReadQuery, languages: readonly string[]): string[] {
  const all = exclusions.flatMap((words) => [
    words.join(' '),
    ...languages.map((language) => stemsOf(words, language).join(' ')),
  ]);
  return [...new Set(all)]
    .filter((words) => words !== '')
    .map((words) => `-${words.includes(' ') ? `"${words}"` : words}`);
}

/** A space at the end says that the last word is whole. */
function written({ words, phrases, unfinished }: Terms, exclusions: readonly string[]): string {
  const quoted = phrases.filter((phrase) => phrase.length > 0).map((phrase) => `"${phrase.join(' ')}"`);
  const all = [...exclusions, ...quoted, ...words].join(' ');
  return unfinished ? all : `${all} `;
}

/** To the server a letter with an accent is the letter; `ß`, `ø` and their like are letters of their own, which stems do not hold. */
function toTheServer(words: readonly string[], phrases: ReadonlyArray<readonly string[]>): string {
  const all = [...words, ...phrases.flat()].join(' ').toLowerCase();
  return all.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}
