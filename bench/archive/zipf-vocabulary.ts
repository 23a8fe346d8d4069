import { htmlToText } from '#text/html-to-text.js';
import { stopWords } from '#text/stop-words.js';
import { tokenise } from '#text/tokenise.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pickFrom } from './seeded-random.js';

const SAMPLE = join('apps', 'operations', 'src', 'demo', 'sample', 'articles.jsonl');
const LONGEST = 24;
const START = '^^^';
const END = '$';

/**
 * Words of a language, drawn as often as words of their rank are in real texts (Zipf-Mandelbrot). The most frequent are
 * its function words, then come the words of the sample articles, then made-up ones that follow their letters.
 */
export class ZipfVocabulary {
  private readonly words: string[];
  private readonly sums: Float64Array;

  constructor(language: 'de' | 'en', size: number, random: () => number) {
    const real = sampleWords(language);
    const letters = followers(real);
    const known = new Set([...stopWords(language), ...real]);
    while (known.size < size) known.add(madeUp(letters, random));
    this.words = [...known];
    this.sums = new Float64Array(this.words.length);
    let sum = 0;
    for (let rank = 0; rank < this.sums.length; rank++) this.sums[rank] = sum += 1 / (rank + 2.7);
  }

  draw(random: () => number): string {
    const wanted = random() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.words[low] ?? '';
  }

  text(words: number, random: () => number): string {
    return Array.from({ length: words }, () => this.draw(random)).join(' ');
  }
}

interface Sample {
  readonly language: string;
  readonly title: string;
  readonly body: { readonly html: string };
}

/** The words of the sample articles of a language, the most frequent first. */
function sampleWords(language: string): string[] {
  const counts = new Map<string, number>();
  for (const line of readFileSync(SAMPLE, 'utf8').trim().split('\n')) {
    const article = JSON.parse(line) as Sample;
    if (article.language !== language) continue;
    for (const { text } of tokenise(`${article.title}\n${htmlToText(article.body.html)}`, language)) {
      const word = text.toLowerCase();
      if (/^\p{L}+$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts].sort((left, right) => right[1] - left[1]).map(([word]) => word);
}

/** Which letters follow each three letters, as often as they do. */
function followers(words: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const word of words) {
    const letters = `${START}${word}${END}`;
    for (let at = START.length; at < letters.length; at++) {
      const before = letters.slice(at - START.length, at);
      found.set(before, [...(found.get(before) ?? []), letters.charAt(at)]);
    }
  }
  return found;
}

function madeUp(letters: ReadonlyMap<string, readonly string[]>, random: () => number): string {
  let word = START;
  while (word.length < LONGEST + START.length) {
    const next = pickFrom(letters.get(word.slice(-START.length)) ?? [END], random);
    if (next === END) break;
    word += next;
  }
  const made = word.slice(START.length);
  return made.length < LONGEST / 3 && random() < 0.3 ? made + madeUp(letters, random) : made;
}
