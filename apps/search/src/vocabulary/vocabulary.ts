import { StopWordList, SynonymSet } from '#contracts/search-vocabulary.js';
import type { SearchRequest } from '#ports/search-index.port.js';
import type { VocabularyList } from '#ports/vocabulary-store.port.js';
import { primaryLanguage } from '#text/languages.js';
import { parseQuery } from '#text/query.js';
import { builtInStopWords, comparable, languagesWithStopWords } from '#text/stop-words.js';
import { inTurns } from './in-turns.js';
import { SynonymsOfQuery } from './synonyms-of-query.js';

/** The words that editors gave the search, and what they mean for a query. */
export class Vocabulary {
  /** By language, as function words are compared. */
  private readonly compared: ReadonlyMap<string, ReadonlySet<string>>;

  private constructor(
    readonly synonyms: readonly SynonymSet[],
    /** Of languages that have others than those built in. */
    private readonly ownStopWords: readonly StopWordList[],
    private readonly ofQuery: SynonymsOfQuery,
  ) {
    this.compared = new Map(ownStopWords.map(({ language, words }) => [language, new Set(words.map(comparable))]));
  }

  /** Takes some turns of the event loop where there are thousands of words. */
  static async of(lists: readonly VocabularyList[]): Promise<Vocabulary> {
    const kept = (id: VocabularyList['id']) => lists.find((list) => list.id === id)?.items ?? [];
    const synonyms = await inTurns(kept('synonyms'), (set) => SynonymSet.parse(set));
    const stopWords = await inTurns(kept('stop-words'), (list) => StopWordList.parse(list));
    return new Vocabulary(synonyms, stopWords, await SynonymsOfQuery.of(synonyms));
  }

  /** Of every language that has some. */
  get stopWords(): StopWordList[] {
    const own = new Set(this.ownStopWords.map(({ language }) => language));
    const builtIn = languagesWithStopWords()
      .filter((language) => !own.has(language))
      .map((language) => ({ language, words: [...builtInStopWords(language)] }));
    return [...this.ownStopWords, ...builtIn].sort((one, other) => (one.language < other.language ? -1 : 1));
  }

  /** What an index is to know of the words of a query. */
  of(q: string): Pick<SearchRequest, 'synonyms' | 'stopWords'> {
    const synonyms = this.ofQuery.in(q);
    return {
      ...(synonyms.length === 0 ? {} : { synonyms }),
      ...(this.compared.size === 0 ? {} : { stopWords: this.stopWordsIn(q) }),
    };
  }

  private stopWordsIn(q: string): Readonly<Record<string, readonly string[]>> {
    const { words } = parseQuery(q);
    return Object.fromEntries(
      [...this.compared].map(([language, own]) => [language, words.filter((word) => own.has(comparable(word)))]),
    );
  }
}

/** Those that differ from the words built in: a list that is the same changes with the code. */
export function differing(lists: readonly StopWordList[]): StopWordList[] {
  const primary = lists.map(({ language, words }) => ({ language: primaryLanguage(language), words }));
  return primary.filter(({ language, words }) => {
    const builtIn = new Set(builtInStopWords(language));
    return new Set(words).size !== builtIn.size || words.some((word) => !builtIn.has(word));
  });
}
