import { SearchAnswer } from '#contracts/search.js';
import { fold } from '#text/fold.js';
import { stopWords } from '#text/stop-words.js';
import { tokenise } from '#text/tokenise.js';
import { seededRandom, shuffled } from '../archive/seeded-random.js';
import { withTypo } from '../archive/typos.js';
import type { LabelledArticle } from './labelled-article.js';
import type { Evaluated, Measure, Quality } from './measure.js';

const WORDS = 3;
const SHORTEST = 4;
const HITS = 10;

/** A title that a reader half remembers. */
interface KnownItem {
  readonly id: string;
  readonly words: readonly string[];
}

interface Spelling {
  readonly name: string;
  readonly applies: (words: readonly string[]) => boolean;
  readonly typed: (words: readonly string[], random: () => number) => readonly string[];
}

const AS_TWO: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
const AS_ONE: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u', ß: 'ss', Ä: 'A', Ö: 'O', Ü: 'U' };
const UMLAUTS = /[äöüßÄÖÜ]/g;
const hasUmlaut = (words: readonly string[]): boolean => words.some((word) => word.search(UMLAUTS) !== -1);
const always = (): boolean => true;

const SPELLINGS: readonly Spelling[] = [
  { name: 'MRR@10, no typo', applies: always, typed: (words) => words },
  { name: 'MRR@10, 1 typo', applies: always, typed: (words, random) => misspelt(words, 1, random) },
  { name: 'MRR@10, 2 typos', applies: always, typed: (words, random) => misspelt(words, 2, random) },
  { name: 'MRR@10, umlauts typed ae', applies: hasUmlaut, typed: (words) => rewritten(words, AS_TWO) },
  { name: 'MRR@10, umlauts typed a', applies: hasUmlaut, typed: (words) => rewritten(words, AS_ONE) },
];

/**
 * Known-item search: three words of an article's title must bring the article back; each typo is in another word, anywhere
 * in it. Asked are articles whose title holds three words, of four letters and more and no function words, that no other
 * title holds together: of others nobody could tell which one is meant.
 */
export const knownItem: Measure = {
  title: 'Known item: three title words',
  async measure(evaluated): Promise<Quality[]> {
    const items = knownItems(evaluated);
    const qualities: Quality[] = [];
    for (const spelling of SPELLINGS) {
      const asked = items.filter(({ words }) => spelling.applies(words));
      if (asked.length === 0) continue;
      const random = seededRandom(evaluated.seed);
      let sum = 0;
      for (const { id, words } of asked) sum += await reciprocalRank(evaluated.url, id, spelling.typed(words, random));
      qualities.push({ name: spelling.name, value: sum / asked.length, count: asked.length });
    }
    return qualities;
  },
};

function knownItems({ articles, seed, sample }: Evaluated): KnownItem[] {
  const random = seededRandom(seed);
  const titles = articles.map(({ title }) => new Set(tokenise(title).map(({ text }) => fold(text))));
  const items: KnownItem[] = [];
  for (const { article, index } of shuffled(
    articles.map((article, index) => ({ article, index })),
    random,
  )) {
    if (items.length === sample) break;
    const words = drawn(tellingWords(article), random);
    const folded = words.map(fold);
    const isTold = titles.some((held, other) => other !== index && folded.every((word) => held.has(word)));
    if (words.length === WORDS && !isTold) items.push({ id: article.id, words });
  }
  return items;
}

function tellingWords({ title, language = 'und' }: LabelledArticle): string[] {
  const stop = stopWords(language);
  const words = new Map(tokenise(title).map(({ text }) => [fold(text), text]));
  return [...words]
    .filter(([folded, word]) => [...word].length >= SHORTEST && !stop.has(folded))
    .map(([, word]) => word);
}

function drawn(words: readonly string[], random: () => number): string[] {
  return shuffled(words, random).slice(0, WORDS);
}

function misspelt(words: readonly string[], typos: number, random: () => number): string[] {
  const places = new Set(shuffled([...words.keys()], random).slice(0, typos));
  return words.map((word, index) => (places.has(index) ? withTypo(word, random) : word));
}

function rewritten(words: readonly string[], letters: Readonly<Record<string, string>>): string[] {
  return words.map((word) => word.replace(UMLAUTS, (letter) => letters[letter] ?? letter));
}

async function reciprocalRank(url: string, id: string, words: readonly string[]): Promise<number> {
  const response = await fetch(
    `${url}/v1/search?${new URLSearchParams({ q: words.join(' '), limit: String(HITS) }).toString()}`,
  );
  const place = SearchAnswer.parse(await response.json()).hits.findIndex((hit) => hit.id === id);
  return place === -1 ? 0 : 1 / (place + 1);
}
