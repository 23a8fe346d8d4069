import type { Language } from './languages.js';
import { comparable, stopWords } from './stop-words.js';

/** Of words, or stems, that follow each other those that are no function words, which stand everywhere; all where there are no others. */
export function tellingWords(words: readonly string[], language: Language): readonly string[] {
  const telling = words.filter((word) => !stopWords(language).has(comparable(word)));
  return telling.length === 0 ? words : telling;
}
