import type { Language } from './languages.js';

/**
 * Case, number and gender endings, for languages that the snowball algorithms do not cover; as in other light stemmers
 * the longest one goes, once, and verbs are left alone. Words are folded, so the Polish ones carry no accents.
 */
const ENDINGS: Readonly<Record<Language, string>> = {
  pl: `iami owie iach ami ach ego emu imi ymi iej iom iem owi ich ych ow om em ej im ym ie ia iu a e i o u y`,
  uk: `ями ами ові еві єві ого ього ому ьому ими іми ією ої ою ею єю їв ів ев ах ях ам ям ем єм ом их іх ий ій ую юю яя а е є и і ї й о у ю я ь`,
  hi: `ाएंगी ाएंगे ाऊंगी ाऊंगा ाइयाँ ाइयों ाइयां ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं
ियाँ ियों ियां ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ाँ ां ों ें
ो े ू ु ी ि ा`,
};

/** What stays of a word is at least this long: code units, in which a Hindi letter with its mark is two or three. */
const SHORTEST_STEM = 3;
const tables = new Map<Language, readonly string[] | undefined>();

function endingsOf(language: Language): readonly string[] | undefined {
  if (tables.has(language)) return tables.get(language);
  const endings = ENDINGS[language]?.split(/\s+/).sort((left, right) => right.length - left.length);
  tables.set(language, endings);
  return endings;
}

/** A folded word without its ending, or undefined where the language has no table. */
export function lightStem(folded: string, language: Language): string | undefined {
  const endings = endingsOf(language);
  if (endings === undefined) return undefined;
  const room = folded.length - SHORTEST_STEM;
  const ending = endings.find((candidate) => candidate.length <= room && folded.endsWith(candidate));
  return ending === undefined ? folded : folded.slice(0, folded.length - ending.length);
}
