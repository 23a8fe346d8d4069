import { escapeHtml } from './escape-html.js';
import type { Meaning } from './meaning.js';
import { visitWords } from './tokenise.js';

/** `words`: keep only so many of them, where what is meant stands closest; the whole text when absent. */
export interface PassageOptions {
  readonly words?: number;
}

/** The places of the words of a stretch, and which of them are meant as what. */
interface Stretch {
  readonly starts: number[];
  readonly ends: number[];
  readonly meant: Array<{ readonly word: number; readonly as: number }>;
}

/** A text is read in stretches of about so many characters; one that holds all that is meant ends the reading. */
const STRETCH = 3_000;
const MOST_STRETCHES = 10;
const ELLIPSIS = '…';

/** Escaped text in which every word that is meant stands in its own `<mark>`; nothing else is markup. */
export function passage(text: string, meaning: Meaning, { words }: PassageOptions = {}): string {
  if (words === undefined) return marked(text, readStretch(text, 0, text.length, meaning), 0, text.length);
  const stretch = bestStretch(text, meaning);
  const { starts, ends } = stretch;
  const first = starts.length <= words ? 0 : densest(stretch, words);
  const last = Math.min(first + words, starts.length) - 1;
  if (last < 0) return '';
  const from = isBeginning(text, starts[first] ?? 0) ? 0 : (starts[first] ?? 0);
  const to = isEnd(text, ends[last] ?? 0) ? text.length : (ends[last] ?? 0);
  return `${from > 0 ? ELLIPSIS : ''}${marked(text, stretch, from, to)}${to < text.length ? ELLIPSIS : ''}`;
}

function marked(text: string, { starts, ends, meant }: Stretch, from: number, to: number): string {
  let html = '';
  let at = from;
  for (const { word } of meant) {
    const [start, end] = [starts[word] ?? 0, ends[word] ?? 0];
    if (start < at || end > to) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}

function readStretch(text: string, from: number, to: number, meaning: Meaning): Stretch {
  const stretch: Stretch = { starts: [], ends: [], meant: [] };
  visitWords(text.slice(from, to), meaning.language, (start, end) => {
    const as = meaning.of(text, from + start, from + end);
    if (as !== undefined) stretch.meant.push({ word: stretch.starts.length, as });
    stretch.starts.push(from + start);
    stretch.ends.push(from + end);
  });
  return stretch;
}

function bestStretch(text: string, meaning: Meaning): Stretch {
  let best: Stretch = { starts: [], ends: [], meant: [] };
  let most = -1;
  for (let from = 0, read = 0; from < text.length && read < MOST_STRETCHES; read++) {
    const to = stretchEnd(text, from);
    const stretch = readStretch(text, from, to, meaning);
    const held = new Set(stretch.meant.map(({ as }) => as)).size;
    if (held > most) [best, most] = [stretch, held];
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

/** The first word of the window in which most of what is meant stands, then with the most words marked, these in its middle. */
function densest({ starts, meant }: Stretch, size: number): number {
  let [best, from, to] = [0, 0, -1];
  for (const [index, { word: first }] of meant.entries()) {
    const within: number[] = [];
    for (let next = index; next < meant.length && (meant[next]?.word ?? 0) < first + size; next++) within.push(next);
    const value = new Set(within.map((next) => meant[next]?.as)).size * size + within.length;
    if (value > best) [best, from, to] = [value, first, meant[within.at(-1) ?? index]?.word ?? first];
  }
  if (best === 0) return 0;
  const slack = size - (to - from + 1);
  return Math.min(Math.max(0, from - Math.floor(slack / 2)), starts.length - size);
}

const NEAR_EDGE = 40;
const HOLDS_WORD = /[\p{L}\p{N}]/u;

function isBeginning(text: string, start: number): boolean {
  return start < NEAR_EDGE && !HOLDS_WORD.test(text.slice(0, start));
}

function isEnd(text: string, end: number): boolean {
  return text.length - end < NEAR_EDGE && !HOLDS_WORD.test(text.slice(end));
}
