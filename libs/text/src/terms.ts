import { primaryLanguage, type Language } from './languages.js';
import { visitForms } from './word-form.js';

/** A word as it is indexed (`term`, folded and stemmed), as it was written (`word`, folded) and where. */
export interface Term {
  readonly term: string;
  readonly word: string;
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

/** The indexed words of a text in order; positions count all words, so that phrases hold when stop words are dropped. */
export function terms(text: string, language: Language, options: { dropStopWords?: boolean } = {}): Term[] {
  const found: Term[] = [];
  const keepStopWords = options.dropStopWords !== true;
  let position = 0;
  visitForms(text, primaryLanguage(language), (form, start, end) => {
    if (keepStopWords || !form.stop) found.push({ term: form.term, word: form.word, position, start, end });
    position++;
  });
  return found;
}
