import { fold } from './fold.js';
import { UNDETERMINED, primaryLanguage, type Language } from './languages.js';
import { stemFolded } from './stem.js';
import { stopWords } from './stop-words.js';
import { visitWords } from './tokenise.js';

/** A word as it is indexed (`term`, folded and stemmed), as it was written (`word`, folded) and where. */
export interface Term {
  readonly term: string;
  readonly word: string;
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

/** What is known of one surface form: its folded word, its stem, whether it is a stop word. */
export interface WordForm {
  readonly word: string;
  readonly term: string;
  readonly stop: boolean;
}

const GENERATION = 40_000;
let fresh = new Map<string, WordForm>();
let stale = new Map<string, WordForm>();

function makeForm(surface: string, language: Language): WordForm {
  const word = fold(surface)
    .replace(/'s$/, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
  return { word, term: stemFolded(word, language), stop: stopWords(language).has(word) };
}

/** The form of a surface word, remembered in two generations so that memory stays bounded and common words stay known. */
export function wordForm(surface: string, language: Language): WordForm {
  const key = `${language}${surface}`;
  const known = fresh.get(key);
  if (known !== undefined) return known;
  const form = stale.get(key) ?? makeForm(surface, language);
  if (fresh.size >= GENERATION) {
    stale = fresh;
    fresh = new Map();
  }
  fresh.set(key, form);
  return form;
}

/** The indexed words of a text in order; positions count all words, so that phrases hold when stop words are dropped. */
export function terms(text: string, language: Language, options: { dropStopWords?: boolean } = {}): Term[] {
  const found: Term[] = [];
  const spoken = language === UNDETERMINED ? language : primaryLanguage(language);
  let position = 0;
  visitWords(text, spoken, (start, end) => {
    const form = wordForm(text.slice(start, end), spoken);
    if (form.word === '') return;
    const at = position++;
    if (options.dropStopWords === true && form.stop) return;
    found.push({ term: form.term, word: form.word, position: at, start, end });
  });
  return found;
}
