import snowball, { type Stemmer } from 'snowball-stemmers';
import { collapseUmlauts, fold } from './fold.js';
import type { Language } from './languages.js';

export { stopWords } from './stop-words.js';

const ALGORITHMS: Readonly<Record<Language, string>> = {
  ar: 'arabic',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  pt: 'portuguese',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
};
const UMLAUT_LANGUAGES: ReadonlySet<Language> = new Set(['de', 'da', 'nb', 'sv']);
const stemmers = new Map<Language, Stemmer | undefined>();

function stemmerFor(language: Language): Stemmer | undefined {
  if (stemmers.has(language)) return stemmers.get(language);
  const algorithm = ALGORITHMS[language];
  const stemmer = algorithm === undefined ? undefined : snowball.newStemmer(algorithm);
  stemmers.set(language, stemmer);
  return stemmer;
}

/** The stem under which a word is indexed and looked up; the folded word where the language has no stemmer. */
export function stem(word: string, language: Language): string {
  return stemFolded(fold(word).replaceAll("'", ''), language);
}

/** The stem of an already folded word. */
export function stemFolded(folded: string, language: Language): string {
  const stemmer = stemmerFor(language);
  const stemmed = stemmer === undefined ? folded : stemmer.stem(folded);
  return UMLAUT_LANGUAGES.has(language) ? collapseUmlauts(stemmed) : stemmed;
}
