import type { Article } from '#contracts/article.js';
import { stopWords } from '#text/stop-words.js';
import { pickFrom, seededRandom } from './seeded-random.js';
import { withTypo } from './typos.js';

/** What a reader asks for. */
export interface ReaderQuery {
  /** Without typos, as the reference gets it. */
  readonly words: readonly string[];
  readonly q: string;
  readonly section?: string;
}

/** What of an article a reader half remembers. */
export type Remembered = Pick<Article, 'title' | 'canonicalLanguage' | 'sections'>;

const SHORTEST = 3;

/**
 * Queries as readers put them: one to three words that stand together in a title, one in five with a typo, one in ten a
 * phrase, one in six within a section.
 */
export function searchQueries(articles: readonly Remembered[], count: number, seed: number): ReaderQuery[] {
  const random = seededRandom(seed);
  const queries: ReaderQuery[] = [];
  while (queries.length < count) {
    const article = pickFrom(articles, random);
    const stop = stopWords(article.canonicalLanguage);
    const known = article.title
      .toLowerCase()
      .split(' ')
      .filter((word) => word.length >= SHORTEST && !stop.has(word));
    const many = pickFrom([1, 2, 2, 3, 3], random);
    if (known.length < many) continue;
    const from = Math.floor(random() * (known.length - many + 1));
    queries.push(asked(known.slice(from, from + many), article.sections[0] ?? '', random));
  }
  return queries;
}

function asked(words: readonly string[], section: string, random: () => number): ReaderQuery {
  const kind = random();
  const misspelt = Math.floor(random() * words.length);
  const typed = words.map((word, index) =>
    kind < 0.2 && index === misspelt && word.length > SHORTEST ? withTypo(word, random) : word,
  );
  const q = kind > 0.9 ? `"${typed.join(' ')}"` : typed.join(' ');
  return { words, q, ...(random() < 1 / 6 ? { section } : {}) };
}
