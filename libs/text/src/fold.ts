import type { Language } from './languages.js';

/**
 * Folding decides which spellings are the same word. `fold` is total and language-neutral: lower case, no accents on
 * Latin and Greek letters, ß -> ss, ä/ö/ü -> a/o/u. That alone makes "Müller" and "Muller" meet. "Mueller" meets them
 * through `collapseUmlauts` (ae/oe/ue -> a/o/u), which `stem` applies first in the languages that write umlauts out
 * (German and the Scandinavian ones) and only there: Dutch "goed"/"god" or French "cœur"/"cour" must stay apart.
 * Text and query go through the same functions, so one canonical form is stored and no alternates are needed. In the
 * other languages a query asks for each of `foldVariants`.
 */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ſ: 's',
  ς: 'σ',
  '’': "'",
  ʼ: "'",
  '\u2018': "'",
  '\u00ad': '',
  '\u200c': '',
  '\u200d': '',
  '\ufeff': '',
};
const COMBINING = /[\u0300-\u036f]/g;
const ACCENTED_SCRIPT = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}]/u;
/** Vowel points and the stretching stroke, which are seldom typed. */
const ARABIC_MARKS = /[\u064b-\u0652\u0656-\u065f\u0670\u0640]/g;
const cache = new Map<string, string>();

function foldCharacter(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  let folded = '';
  for (const lower of character.toLowerCase()) {
    if (SPECIAL[lower] !== undefined) folded += SPECIAL[lower];
    else for (const plain of withoutAccents(lower)) folded += SPECIAL[plain] ?? plain;
  }
  if (cache.size > 8_192) cache.clear();
  cache.set(character, folded);
  return folded;
}

function withoutAccents(lower: string): string {
  if (lower === 'ё') return 'е';
  const parts = lower.normalize('NFKD').replace(ARABIC_MARKS, '');
  if (!ACCENTED_SCRIPT.test(parts)) return parts.normalize('NFC').replace(COMBINING, '').toLowerCase();
  return parts
    .replace(COMBINING, '')
    .replace(/[\u0653-\u0655]/g, '')
    .toLowerCase();
}

/** The language-neutral canonical spelling of a text; folding twice changes nothing. */
export function fold(text: string): string {
  let plain = true;
  for (let at = 0; at < text.length && plain; at++) plain = text.charCodeAt(at) < 0x80;
  if (plain) return text.toLowerCase();
  let folded = '';
  for (const character of text.normalize('NFC')) folded += foldCharacter(character);
  return folded;
}

const SCANDINAVIAN = /aa|ae|oe/g;

/** What a language writes where its special letters are missing; `ue` after a, e or q is no umlaut (Feuer, Quelle). */
const WRITTEN_OUT: Readonly<Record<Language, RegExp>> = {
  de: /ae|oe|(?<![aeq])ue/g,
  da: SCANDINAVIAN,
  nb: SCANDINAVIAN,
  sv: SCANDINAVIAN,
};

/** Written-out umlauts read back as plain letters in an already folded word: `mueller` -> `muller`, `haeuser` -> `hauser`. */
export function collapseUmlauts(folded: string, language: Language): string {
  const written = WRITTEN_OUT[language];
  return written === undefined ? folded : folded.replace(written, (pair) => pair.charAt(0));
}

const LONG_FORMS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** The spellings under which a typed word may stand in a text: folded, umlauts written out, written-out umlauts collapsed. */
export function foldVariants(word: string): string[] {
  const lower = word.normalize('NFC').toLowerCase();
  const folded = fold(lower);
  const writtenOut = fold(lower.replace(/[äöüøå]/g, (letter) => LONG_FORMS[letter] ?? letter));
  return [...new Set([folded, writtenOut, collapseUmlauts(folded, 'de')])];
}
