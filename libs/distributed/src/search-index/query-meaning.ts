import { damerauLevenshtein } from '#text/edit-distance.js';
import { fold } from '#text/fold.js';
import { Meaning } from '#text/meaning.js';
import { tellingWords } from '#text/telling-words.js';
import { formOf } from '#text/word-form.js';
import type { AskedQuery } from './asked-query.js';
import { neededWords, stemsOf } from './query-text.js';

const FAR = 99;

/**
 * What the words of one text stand for: the stems of the query and of its synonyms in the language of the text, and those of
 * the words in it that the server marked, which may be misspelt or only begin like a word of the query.
 */
export function meaningOf(
  { query, request }: Pick<AskedQuery, 'query' | 'request'>,
  marked: readonly string[],
  language: string,
): Meaning {
  const words = neededWords(query);
  const terms = new Map<string, number>();
  const mean = (several: readonly string[], number: number): void => {
    for (const stem of stemsOf(several, language)) terms.set(stem, terms.get(stem) ?? number);
  };
  for (const [number, several] of [...words.map((word) => [word]), ...query.phrases].entries()) mean(several, number);
  for (const [number, word] of words.entries())
    for (const synonym of synonymsOf(word, request, language)) mean(tellingWords(synonym, language), number);
  for (const surface of marked) {
    const { term } = formOf(surface, language);
    if (!terms.has(term)) terms.set(term, nearest(surface, words));
  }
  terms.delete('');
  return new Meaning(terms, language);
}

/** What stands for a word in texts of a language. */
export function synonymsOf(
  word: string,
  { synonyms = [] }: AskedQuery['request'],
  language: string,
): ReadonlyArray<readonly string[]> {
  return synonyms
    .filter(({ of, language: spoken = language }) => of.includes(word) && spoken === language)
    .map(({ words }) => words);
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
