import { primaryLanguage, type Language } from './languages.js';

/** One word of a text: its surface with its offsets in UTF-16 units, and its place among the words. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly position: number;
}

/** Calls back for every word, without building objects: the hot path under `tokenise` and `terms`. */
export type TokenVisitor = (start: number, end: number) => void;

// Alternatives in order: initials (U.S., z.B.), numbers with thousands marks, words with inner apostrophes.
const WORD =
  /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?![\p{L}\p{N}])|\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?!\d)|[\p{L}\p{N}\p{M}\u00ad]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const ELISION =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|un|all|dell|nell|dall|sull|quell|bell)['’ʼ](?=\p{L}{2})/iu;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{2fa1f}]/u;
const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, made);
  return made;
}

function visitUnspaced(text: string, from: number, language: Language, visit: TokenVisitor): void {
  for (const part of segmenter(language).segment(text)) {
    if (part.isWordLike === true) visit(from + part.index, from + part.index + part.segment.length);
  }
}

/** Visits the words of a text in order. */
export function visitWords(text: string, language: Language, visit: TokenVisitor): void {
  const unspaced = UNSPACED.test(text);
  const spoken = language === 'ja' || language === 'th' ? language : 'zh';
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const word = match[0];
    const start = match.index;
    const end = start + word.length;
    const resume = WORD.lastIndex;
    if (unspaced && UNSPACED.test(word)) visitUnspaced(word, start, spoken, visit);
    else visitWord(word, start, end, visit);
    WORD.lastIndex = resume;
  }
}

function visitWord(word: string, start: number, end: number, visit: TokenVisitor): void {
  const elided = word.length > 3 ? ELISION.exec(word) : null;
  if (elided === null) return visit(start, end);
  const split = start + elided[0].length;
  visit(start, split - 1);
  visit(split, end);
}

/** The words of a text with their offsets; hyphenated words are several, elided articles (l'avion) stand alone. */
export function tokenise(text: string, language: Language = 'und'): Token[] {
  const tokens: Token[] = [];
  visitWords(text, primaryLanguage(language), (start, end) => {
    tokens.push({ text: text.slice(start, end), start, end, position: tokens.length });
  });
  return tokens;
}
