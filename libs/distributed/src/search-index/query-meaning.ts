import { damerauLevenshtein } from '#text/edit-distance.js';
import { fold } from '#text/fold.js';
import { Meaning } from '#text/meaning.js';
import type { ReadQuery } from '#text/read-query.js';
import { formOf } from '#text/word-form.js';
import { neededWords, stemsOf } from './query-text.js';

const FAR = 99;

/**
 * What the words of one text stand for: the stems of the query in the language of the text, and those of the words in it
 * that the server marked, which may be misspelt or only begin like a word of the query.
 */
export function meaningOf(query: ReadQuery, marked: readonly string[], language: string): Meaning {
  const words = neededWords(query);
  const terms = new Map<string, number>();
  for (const [number, several] of [...words.map((word) => [word]), ...query.phrases].entries()) {
    for (const stem of stemsOf(several, language)) terms.set(stem, terms.get(stem) ?? number);
  }
  for (const surface of marked) {
    const { term } = formOf(surface, language);
    if (!terms.has(term)) terms.set(term, nearest(surface, words));
  }
  terms.delete('');
  return new Meaning(terms, language);
}

/** The number of the word that a marked one was most likely found for. */
export function nearest(surface: string, words: readonly string[]): number {
  const folded = fold(surface);
  let [best, least] = [0, FAR + 1];
  for (const [number, word] of words.entries()) {
    const typed = fold(word);
    const distance = folded.startsWith(typed) ? 0 : damerauLevenshtein(typed, folded, FAR - 1);
    if (distance < least) [best, least] = [number, distance];
  }
  return best;
}
