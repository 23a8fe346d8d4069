/** What a character means to the division of a text into words. */
export const SEPARATOR = 0;
export const WORD = 1;
export const UNSPACED = 2;
export const APOSTROPHE = 3;

const UNKNOWN = 255;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]/u;
const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const table = new Uint8Array(0x10000).fill(UNKNOWN);

function classify(character: string): number {
  if (character === "'" || character === '’' || character === 'ʼ') return APOSTROPHE;
  if (UNSPACED_SCRIPT.test(character) && WORD_CHARACTER.test(character)) return UNSPACED;
  return WORD_CHARACTER.test(character) ? WORD : SEPARATOR;
}

/** The class of the character that starts at an offset; each code unit is looked at once in a process. */
export function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit < 0xdc00) return classify(String.fromCodePoint(text.codePointAt(at) ?? unit));
  const known = table[unit] ?? SEPARATOR;
  if (known !== UNKNOWN) return known;
  const found = Number.isNaN(unit) ? SEPARATOR : classify(String.fromCharCode(unit));
  table[unit] = found;
  return found;
}

/** How many code units the character at an offset takes. */
export function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length ? 2 : 1;
}
