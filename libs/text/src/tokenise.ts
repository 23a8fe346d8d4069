import { APOSTROPHE, SEPARATOR, UNSPACED, WORD, classAt, widthAt } from './character-class.js';
import { SUPPORTED_LANGUAGES, primaryLanguage, type Language } from './languages.js';

/** One word of a text: its surface with its offsets in UTF-16 units, and its place among the words. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly position: number;
}

/** Called for every word in order, without an object for each: the hot path under `tokenise` and `terms`. */
export type WordVisitor = (start: number, end: number) => void;

const INITIALS = /(?:\p{L}\.){1,8}\p{L}(?![\p{L}\p{N}\p{M}])\.?/uy;
const GROUPED_NUMBER = /\d{1,3}(?:[.,'’\u00a0\u202f]\d{3}){1,8}(?![\p{L}\p{N}])/uy;
const ELISION =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|un|all|dell|nell|dall|sull|quell|bell)['’ʼ](?=\p{L}{2})/iu;
/** The segmenter's time grows with the square of what it is given at once. */
const LONGEST_STRETCH = 1_000;
/** How much text after a word the segmenter may look at to find where it ends. */
const LOOK_AHEAD = 100;
const segmenters = new Map<Language, Intl.Segmenter>();

/** Visits the words of a text in order. */
export function visitWords(text: string, language: Language, visit: WordVisitor): void {
  let at = 0;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === WORD || kind === UNSPACED) at = visitRun(text, at, language, visit);
    else at += widthAt(text, at);
  }
}

/** Visits what starts here, a run of word characters; returns where to go on. */
function visitRun(text: string, start: number, language: Language, visit: WordVisitor): number {
  const special = specialEnd(text, start);
  if (special > start) {
    visit(start, special);
    return special;
  }
  let at = start;
  let unspaced = false;
  let apostrophe = false;
  for (let kind = classAt(text, at); kind !== SEPARATOR; kind = at < text.length ? classAt(text, at) : SEPARATOR) {
    if (kind === APOSTROPHE) {
      if (!isLetterAfter(text, at)) break;
      apostrophe = true;
    }
    unspaced ||= kind === UNSPACED;
    at += widthAt(text, at);
  }
  if (unspaced) visitUnspaced(text, start, at, language, visit);
  else if (apostrophe) visitElided(text, start, at, visit);
  else visit(start, at);
  return at;
}

function isLetterAfter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at + 1);
  return at + 1 < text.length && classAt(text, at + 1) === WORD && !(unit >= 0x30 && unit <= 0x39);
}

/** The end of initials (U.S., z.B.) or of a number with thousands marks (41.000), else the start. */
function specialEnd(text: string, start: number): number {
  const unit = text.charCodeAt(start);
  const digit = unit >= 0x30 && unit <= 0x39;
  if (!digit && text.charCodeAt(start + 1) !== 0x2e) return start;
  const pattern = digit ? GROUPED_NUMBER : INITIALS;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

function visitElided(text: string, start: number, end: number, visit: WordVisitor): void {
  const elided = ELISION.exec(text.slice(start, end));
  const split = elided === null ? start : start + elided[0].length;
  if (split > start) visit(start, split - 1);
  visit(split, end);
}

/** Chinese, Japanese, Thai and their like have no spaces; the platform's dictionaries tell the words apart. */
function visitUnspaced(text: string, from: number, to: number, language: Language, visit: WordVisitor): void {
  const segmenter = segmenterFor(language);
  let start = from;
  while (start < to) {
    const cut = Math.min(start + LONGEST_STRETCH, to);
    const parts = [...segmenter.segment(text.slice(start, cut))];
    const unsure = cut < to ? parts.find(({ index }) => index > LONGEST_STRETCH - LOOK_AHEAD) : undefined;
    for (const part of parts) {
      if (part === unsure) break;
      if (part.isWordLike === true) visit(start + part.index, start + part.index + part.segment.length);
    }
    start = unsure === undefined ? cut : start + unsure.index;
  }
}

function segmenterFor(language: Language): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(SUPPORTED_LANGUAGES.includes(language) ? language : 'zh', { granularity: 'word' });
  segmenters.set(language, made);
  return made;
}

/** The words of a text with their offsets; hyphenated words are several, elided articles (l'avion) stand alone. */
export function tokenise(text: string, language: Language = 'und'): Token[] {
  const tokens: Token[] = [];
  visitWords(text, primaryLanguage(language), (start, end) => {
    tokens.push({ text: text.slice(start, end), start, end, position: tokens.length });
  });
  return tokens;
}
