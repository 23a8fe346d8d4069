import type { Language } from './languages.js';
import { terms, type Term } from './terms.js';
import { tokenise } from './tokenise.js';

/** A reader's query taken apart; words are as typed, without punctuation. */
export interface ParsedQuery {
  readonly words: string[];
  readonly phrases: string[][];
  readonly exclusions: (string | string[])[];
  readonly lastWordIsPrefix: boolean;
}

const MAX_WORDS = 16;
const MAX_LENGTH = 1_000;
const QUOTES = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]/g;
const PIECE = /(^|\s)?(-)?(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;

/** Reads any string as a query: unbalanced quotes close at the end, words over the sixteenth are left out. */
export function parseQuery(q: string): ParsedQuery {
  const text = q.slice(0, MAX_LENGTH).replace(QUOTES, '"');
  const query = { words: [] as string[], phrases: [] as string[][], exclusions: [] as (string | string[])[] };
  let room = MAX_WORDS;
  let lastWordIsPrefix = false;
  for (const [, , minus, quoted, plain] of text.matchAll(PIECE)) {
    const words = tokenise(quoted ?? plain ?? '')
      .map((token) => token.text)
      .slice(0, room);
    if (words.length === 0) continue;
    room -= words.length;
    lastWordIsPrefix = minus === undefined && quoted === undefined;
    if (minus !== undefined) query.exclusions.push(words.length === 1 ? (words[0] ?? '') : words);
    else if (quoted !== undefined) query.phrases.push(words);
    else query.words.push(...words);
  }
  return { ...query, lastWordIsPrefix: lastWordIsPrefix && /[\p{L}\p{N}\p{M}]$/u.test(text) };
}

/** Whether an article holds all words and phrases of a query and none of its exclusions, by stem. */
export function matchesQuery(query: ParsedQuery, termsOfArticle: readonly Term[], language: Language): boolean {
  const places = new Map<string, number[]>();
  for (const { term, position } of termsOfArticle) {
    const known = places.get(term);
    if (known === undefined) places.set(term, [position]);
    else known.push(position);
  }
  const holds = (words: readonly string[]): boolean => holdsPhrase(places, stems(words, language));
  return (
    query.words.every((word) => holds([word])) &&
    query.phrases.every(holds) &&
    !query.exclusions.some((excluded) => holds(typeof excluded === 'string' ? [excluded] : excluded))
  );
}

function stems(words: readonly string[], language: Language): string[] {
  return terms(words.join(' '), language).map((term) => term.term);
}

function holdsPhrase(places: ReadonlyMap<string, readonly number[]>, phrase: readonly string[]): boolean {
  const [first, ...rest] = phrase;
  if (first === undefined) return true;
  return (places.get(first) ?? []).some((start) =>
    rest.every((term, offset) => places.get(term)?.includes(start + offset + 1) === true),
  );
}
