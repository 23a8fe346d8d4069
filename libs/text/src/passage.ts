import { escapeHtml } from './escape-html.js';
import type { Meaning } from './meaning.js';
import { visitWords } from './tokenise.js';

/** `words`: keep only so many of them, where what is meant stands closest; the whole text when absent. */
export interface PassageOptions {
  readonly words?: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly meant: number | undefined;
}

/** A text is read in stretches of about so many characters; one that holds all that is meant ends the reading. */
const STRETCH = 3_000;
const MOST_STRETCHES = 10;
const ELLIPSIS = '…';

/** Escaped text in which every word that is meant stands in its own `<mark>`; nothing else is markup. */
export function passage(text: string, meaning: Meaning, { words }: PassageOptions = {}): string {
  if (words === undefined) return marked(text, wordsOf(text, 0, text.length, meaning));
  const stretch = bestStretch(text, meaning);
  const window = densest(stretch, words);
  const [first, last] = [window[0], window.at(-1)];
  if (first === undefined || last === undefined) return '';
  const start = isFirstWord(text, first) ? 0 : first.start;
  const end = isLastWord(text, last) ? text.length : last.end;
  const html = marked(text.slice(0, end), window, start);
  return `${start > 0 ? ELLIPSIS : ''}${html}${end < text.length ? ELLIPSIS : ''}`;
}

function marked(text: string, words: readonly Word[], from = 0): string {
  let html = '';
  let at = from;
  for (const { start, end, meant } of words) {
    if (meant === undefined) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
}

function wordsOf(text: string, from: number, to: number, meaning: Meaning): Word[] {
  const words: Word[] = [];
  visitWords(text.slice(from, to), meaning.language, (start, end) => {
    words.push({ start: from + start, end: from + end, meant: meaning.of(text, from + start, from + end) });
  });
  return words;
}

function bestStretch(text: string, meaning: Meaning): Word[] {
  let best: Word[] = [];
  let most = -1;
  for (let from = 0, read = 0; from < text.length && read < MOST_STRETCHES; read++) {
    const to = stretchEnd(text, from);
    const words = wordsOf(text, from, to, meaning);
    const held = new Set(words.flatMap(({ meant }) => meant ?? [])).size;
    if (held > most) [best, most] = [words, held];
    if (held === meaning.things) break;
    from = to;
  }
  return best;
}

/** Stretches end between words. */
function stretchEnd(text: string, from: number): number {
  if (from + STRETCH >= text.length) return text.length;
  const space = text.indexOf(' ', from + STRETCH);
  return space === -1 || space > from + 2 * STRETCH ? Math.min(text.length, from + 2 * STRETCH) : space;
}

/** The window in which most of what is meant stands, then with the most words marked; what is marked is in its middle. */
function densest(words: readonly Word[], size: number): Word[] {
  if (words.length <= size) return [...words];
  const inWindow = new Map<number, number>();
  let [best, from, marks] = [-1, 0, 0];
  for (const [at, { meant }] of words.entries()) {
    if (meant !== undefined) {
      inWindow.set(meant, (inWindow.get(meant) ?? 0) + 1);
      marks++;
    }
    const gone = words[at - size]?.meant;
    if (gone !== undefined) {
      const left = (inWindow.get(gone) ?? 1) - 1;
      if (left === 0) inWindow.delete(gone);
      else inWindow.set(gone, left);
      marks--;
    }
    const value = inWindow.size * size + marks;
    if (value > best) [best, from] = [value, Math.max(0, at - size + 1)];
  }
  const start = best === 0 ? 0 : centred(words, from, size);
  return words.slice(start, start + size);
}

function centred(words: readonly Word[], from: number, size: number): number {
  let first = from;
  while (first < from + size - 1 && words[first]?.meant === undefined) first++;
  let last = from + size - 1;
  while (last > first && words[last]?.meant === undefined) last--;
  const slack = size - (last - first + 1);
  return Math.min(Math.max(0, first - Math.floor(slack / 2)), words.length - size);
}

function isFirstWord(text: string, { start }: Word): boolean {
  return start < 40 && !/[\p{L}\p{N}]/u.test(text.slice(0, start));
}

function isLastWord(text: string, { end }: Word): boolean {
  return text.length - end < 40 && !/[\p{L}\p{N}]/u.test(text.slice(end));
}
