import type { SynonymSet } from '#contracts/search-vocabulary.js';
import type { QuerySynonym } from '#ports/search-index.port.js';
import { collapseUmlauts, fold } from '#text/fold.js';
import { parseQuery } from '#text/query.js';
import { terms } from '#text/terms.js';
import { tokenise } from '#text/tokenise.js';

/** Synonyms over these say little, and each is looked for. */
const MOST = 20;
/** Words whose spelling alone counts, in any language. */
const ANY = '';

type Alternative = Omit<QuerySynonym, 'of'>;

/** Finds the words of queries that have synonyms. */
export class SynonymsOfQuery {
  /** By language, then by the words in the form in which they are compared. */
  private readonly alternatives = new Map<string, Map<string, Alternative[]>>();
  private longest = 0;

  constructor(sets: readonly SynonymSet[]) {
    for (const { root, synonyms, language = ANY } of sets) {
      for (const from of root === undefined ? synonyms : [root]) {
        for (const to of synonyms) if (to !== from) this.add(from, to, language);
      }
    }
  }

  /** What stands for words of a query outside its phrases. */
  in(q: string): QuerySynonym[] {
    const { words } = this.longest === 0 ? { words: [] } : parseQuery(q);
    const found: QuerySynonym[] = [];
    for (let length = Math.min(this.longest, words.length); length > 0; length -= 1) {
      for (let at = 0; at + length <= words.length; at += 1)
        found.push(...this.standingFor(words.slice(at, at + length)));
    }
    return found.slice(0, MOST);
  }

  private standingFor(of: readonly string[]): QuerySynonym[] {
    return [...this.alternatives].flatMap(([language, known]) =>
      (known.get(comparable(of, language)) ?? []).map((alternative) => ({ of, ...alternative })),
    );
  }

  private add(from: string, to: string, language: string): void {
    const [of, words] = [wordsOf(from), wordsOf(to)];
    if (of.length === 0 || words.length === 0) return;
    this.longest = Math.max(this.longest, of.length);
    const known = this.alternatives.get(language) ?? new Map<string, Alternative[]>();
    this.alternatives.set(language, known);
    const key = comparable(of, language);
    const alternative = { words, ...(language === ANY ? {} : { language }) };
    known.set(key, [...(known.get(key) ?? []), alternative]);
  }
}

function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => token.text);
}

/** In a language words are compared by their stems, without one as they are spelt, umlauts however typed. */
function comparable(words: readonly string[], language: string): string {
  if (language === ANY) return words.map((word) => collapseUmlauts(fold(word), 'de')).join(' ');
  return terms(words.join(' '), language)
    .map(({ term }) => term)
    .join(' ');
}
