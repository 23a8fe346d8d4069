import { createRequire } from 'node:module';
import { fold } from './fold.js';
import type { Language } from './languages.js';

const sets = new Map<Language, ReadonlySet<string>>();
const EMPTY: ReadonlySet<string> = new Set();
let lists: Readonly<Record<string, readonly string[]>> | undefined;

/** The function words of a language, folded; empty for languages without a list. */
export function stopWords(language: Language): ReadonlySet<string> {
  const known = sets.get(language);
  if (known !== undefined) return known;
  lists ??= createRequire(import.meta.url)('stopwords-iso');
  const words = lists?.[language === 'nb' ? 'no' : language];
  const set = words === undefined ? EMPTY : new Set(words.map(fold));
  sets.set(language, set);
  return set;
}
