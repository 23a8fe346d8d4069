import { escapeHtml } from './escape-html.js';
import { tokenise, type Token } from './tokenise.js';

export { escapeHtml } from './escape-html.js';

/** Offsets of a stretch to mark, in UTF-16 units. */
export interface MarkedRange {
  readonly start: number;
  readonly end: number;
}

/** Says of a surface word whether it is to be marked. */
export type WordMatcher = (word: string) => boolean;

/** `crop`: keep only the window of this many words with most matches; `language` steers the segmentation. */
export interface HighlightOptions {
  readonly crop?: number;
  readonly language?: string;
}

const ELLIPSIS = '…';

/** Escaped text in which every match stands in its own `<mark>`; nothing else in it is markup. */
export function highlight(
  text: string,
  matches: WordMatcher | readonly MarkedRange[],
  { crop, language }: HighlightOptions = {},
): string {
  const tokens = typeof matches === 'function' || crop !== undefined ? tokenise(text, language) : [];
  const ranges =
    typeof matches === 'function' ? tokens.filter((token) => matches(token.text)) : tidy(matches, text.length);
  const window = crop === undefined ? { start: 0, end: text.length } : densestWindow(text, tokens, ranges, crop);
  let html = window.start > 0 ? ELLIPSIS : '';
  let at = window.start;
  for (const range of ranges) {
    if (range.start < at || range.end > window.end) continue;
    html += `${escapeHtml(text.slice(at, range.start))}<mark>${escapeHtml(text.slice(range.start, range.end))}</mark>`;
    at = range.end;
  }
  return html + escapeHtml(text.slice(at, window.end)) + (window.end < text.length ? ELLIPSIS : '');
}

function tidy(ranges: readonly MarkedRange[], length: number): MarkedRange[] {
  return ranges
    .filter((range) => range.start >= 0 && range.start < range.end && range.end <= length)
    .sort((left, right) => left.start - right.start);
}

function densestWindow(text: string, tokens: Token[], ranges: readonly MarkedRange[], words: number): MarkedRange {
  const size = Math.max(1, Math.floor(words));
  if (tokens.length <= size) return { start: 0, end: text.length };
  const marked = markedTokens(tokens, ranges);
  let count = 0;
  for (let at = 0; at < size; at++) count += marked[at] ?? 0;
  let best = count;
  let from = 0;
  for (let at = size; at < tokens.length; at++) {
    count += (marked[at] ?? 0) - (marked[at - size] ?? 0);
    if (count > best) {
      best = count;
      from = at - size + 1;
    }
  }
  from = centred(marked, from, size, best);
  const last = from + size - 1;
  return {
    start: from === 0 ? 0 : (tokens[from]?.start ?? 0),
    end: last === tokens.length - 1 ? text.length : (tokens[last]?.end ?? text.length),
  };
}

function markedTokens(tokens: readonly Token[], ranges: readonly MarkedRange[]): number[] {
  let next = 0;
  return tokens.map((token) => {
    while ((ranges[next]?.end ?? Infinity) <= token.start) next++;
    const range = ranges[next];
    return range !== undefined && range.start < token.end ? 1 : 0;
  });
}

/** The first densest window ends on its last match; moving it on puts the matches in its middle. */
function centred(marked: readonly number[], from: number, size: number, best: number): number {
  if (best === 0) return 0;
  const first = marked.indexOf(1, from);
  const last = marked.lastIndexOf(1, from + size - 1);
  const slack = size - (last - first + 1);
  return Math.min(Math.max(0, first - Math.floor(slack / 2)), marked.length - size);
}
