import { StopWords, Synonyms, type StopWordList, type SynonymSet } from '#contracts/search-vocabulary.js';
import type { SearchRequest } from '#ports/search-index.port.js';
import type { VocabularyList } from '#ports/vocabulary-store.port.js';
import { fold } from '#text/fold.js';
import { SUPPORTED_LANGUAGES } from '#text/languages.js';
import { parseQuery } from '#text/query.js';
import { builtInStopWords } from '#text/stop-words.js';
import { SynonymsOfQuery } from './synonyms-of-query.js';

/** The words that editors gave the search, and what they mean for a query. */
export class Vocabulary {
  readonly synonyms: readonly SynonymSet[];
  /** Of languages that have others than those built in. */
  private readonly ownStopWords: readonly StopWordList[];
  private readonly ofQuery: SynonymsOfQuery;

  constructor(lists: readonly VocabularyList[]) {
    const kept = (id: VocabularyList['id']): unknown => ({ items: lists.find((list) => list.id === id)?.items ?? [] });
    this.synonyms = Synonyms.parse(kept('synonyms')).items;
    this.ownStopWords = StopWords.parse(kept('stop-words')).items;
    this.ofQuery = new SynonymsOfQuery(this.synonyms);
  }

  /** Of every language that is understood or has words of its own. */
  get stopWords(): StopWordList[] {
    const own = new Set(this.ownStopWords.map(({ language }) => language));
    const builtIn = SUPPORTED_LANGUAGES.filter((language) => !own.has(language))
      .map((language) => ({ language, words: [...builtInStopWords(language)] }))
      .filter(({ words }) => words.length > 0);
    return [...this.ownStopWords, ...builtIn].sort((one, other) => (one.language < other.language ? -1 : 1));
  }

  /** What an index is to know of the words of a query. */
  of(q: string): Pick<SearchRequest, 'synonyms' | 'stopWords'> {
    const synonyms = this.ofQuery.in(q);
    return {
      ...(synonyms.length === 0 ? {} : { synonyms }),
      ...(this.ownStopWords.length === 0 ? {} : { stopWords: this.stopWordsIn(q) }),
    };
  }

  private stopWordsIn(q: string): Readonly<Record<string, readonly string[]>> {
    const asked = new Set(parseQuery(q).words.map(fold));
    return Object.fromEntries(
      this.ownStopWords.map(({ language, words }) => [language, words.filter((word) => asked.has(fold(word)))]),
    );
  }
}

/** Those that differ from the words built in: a list that is the same changes with the code. */
export function differing(lists: readonly StopWordList[]): StopWordList[] {
  return lists.filter(({ language, words }) => {
    const builtIn = new Set(builtInStopWords(language));
    return new Set(words).size !== builtIn.size || words.some((word) => !builtIn.has(word));
  });
}
