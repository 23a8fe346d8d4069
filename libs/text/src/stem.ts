import { collapseUmlauts, fold } from './fold.js';
import type { Language } from './languages.js';
import { lightStem } from './light-stem.js';
import { STEMMING_ALGORITHMS } from './stemming-algorithms.js';

export { stopWords } from './stop-words.js';

/**
 * German nouns whose final s belongs to the word; the algorithm would part "Leitzins" from "Leitzinsen". The s of Benzins,
 * Apfels, Zweifels or Pullovers does not.
 */
const OWN_S =
  /(?:(?<!ben|maga|medi)zins|kurs|krebs|puls|(?<![aeioufrp])fels|wachs|wuchs|fuchs|lachs|luchs|hals|gans|keks|(?<![oi])vers)$/;
/**
 * Endings these stemmers know only with their accents, which a folded word has lost; putting them back keeps "arrivée"
 * and "arrivee" one word without losing "arriver". Portuguese plurals of -ão (leões, alemães, irmãos), which the
 * algorithm leaves apart, become its singular.
 */
const ACCENTED_ENDINGS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  es: [[/([cs])ion$/, '$1ión']],
  fr: [
    [/ee(s?)$/, 'ée$1'],
    [/ite(s?)$/, 'ité$1'],
    [/iere(s?)$/, 'ière$1'],
  ],
  pt: [
    [/(?:oes|(?<!^m)aes|aos?)$/, 'ão'],
    [/avel$/, 'ável'],
    [/aveis$/, 'áveis'],
  ],
  cs: [
    [/eho$/, 'ého'],
    [/emu$/, 'ému'],
    [/y(ch|mi?)$/, 'ý$1'],
    [/i(ch|mi?)$/, 'í$1'],
    [/a(ch|m)$/, 'á$1'],
    [/um$/, 'ům'],
  ],
};

/** The stem under which a word is indexed and looked up; the folded word where the language has no stemmer. */
export function stem(word: string, language: Language): string {
  return stemFolded(fold(word).replaceAll("'", ''), language);
}

/** The stem of an already folded word; never empty. */
export function stemFolded(folded: string, language: Language): string {
  const algorithm = STEMMING_ALGORITHMS[language];
  if (algorithm === undefined) return lightStem(folded, language) ?? folded;
  const canonical = collapseUmlauts(folded, language);
  if (language === 'de' && OWN_S.test(canonical)) return canonical;
  const stemmed = fold(algorithm(withEnding(canonical, language)));
  return isStemOf(stemmed, canonical, language) ? stemmed : canonical;
}

/** Of a word of one letter some algorithms leave nothing, of "jinych" the Czech one "j", and the Turkish one makes "p" of "bunu". */
function isStemOf(stemmed: string, word: string, language: Language): boolean {
  if (stemmed.length === 0 || (stemmed.length === 1 && word.length > 2)) return false;
  return losesBeginnings(language) || stemmed.charAt(0) === word.charAt(0);
}

/** Whether stems may lack the beginning of their words (the Arabic article); in every other language they keep the first letter. */
export function losesBeginnings(language: Language): boolean {
  return language === 'ar';
}

function withEnding(folded: string, language: Language): string {
  for (const [ending, accented] of ACCENTED_ENDINGS[language] ?? []) {
    if (ending.test(folded)) return folded.replace(ending, accented);
  }
  return folded;
}
