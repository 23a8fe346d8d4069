import { Parser } from 'htmlparser2';
import { withinNesting, withoutTags, type NestingGuard } from './nesting.js';
import { plainCharacters } from './plain-characters.js';
import { visitWords } from './tokenise.js';

/** `paragraphs`: blocks are separated by an empty line and `<br>` by a line break, instead of single spaces. */
export interface TextOptions {
  readonly paragraphs?: boolean;
}

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q ruby rb rp rt s samp small span ' +
    'strike strong sub sup time tt u var wbr'
  ).split(' '),
);
const SILENT = new Set(
  (
    'script style noscript template head title iframe frameset object embed applet svg math textarea select option ' +
    'button audio video canvas noembed noframes'
  ).split(' '),
);
const BREAK = '\n';
const BLOCK = '\n\n';

/** The plain text of markup: blocks, cells and line breaks separate words, inline elements never do. */
export function htmlToText(html: string, { paragraphs = false }: TextOptions = {}): string {
  const text = withinNesting(
    (guard) => extract(html, paragraphs, guard),
    () => withoutTags(html),
  );
  return plainCharacters(paragraphs ? tidyParagraphs(text) : tidyLine(text));
}

function extract(html: string, paragraphs: boolean, guard: NestingGuard): string {
  const parts: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      guard.opened();
      if (SILENT.has(name)) silent++;
      if (!INLINE.has(name)) parts.push(name === 'br' ? BREAK : BLOCK);
    },
    onclosetag(name) {
      guard.closed();
      if (SILENT.has(name)) silent--;
      if (!INLINE.has(name) && name !== 'br') parts.push(BLOCK);
    },
    ontext(data) {
      if (silent === 0) parts.push(paragraphs ? data.replace(/\s+/g, ' ') : data);
    },
  });
  parser.write(html);
  parser.end();
  return parts.join('');
}

function withoutInvisibles(text: string): string {
  return /[\u00ad\u200b\u2060\ufeff]/.test(text) ? text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '') : text;
}

function tidyLine(text: string): string {
  return withoutInvisibles(text)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
}

function tidyParagraphs(text: string): string {
  return withoutInvisibles(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, BLOCK)
    .trim();
}

/** The number of words of a plain text. */
export function wordCount(text: string): number {
  let words = 0;
  visitWords(text, 'und', () => words++);
  return words;
}

const WORDS_PER_MINUTE = 220;

/** Whole minutes a reader needs, at least one for any text. */
export function readingMinutes(words: number): number {
  return words <= 0 ? 0 : Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
