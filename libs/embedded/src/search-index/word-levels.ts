import { fold, foldVariants } from '#text/fold.js';
import { decompound } from '#text/decompound.js';
import { languagesIn } from './language-bits.js';
import { mergedTerms, termsOfListed, termsOfWord, type TermsByLanguage } from './language-terms.js';
import type { HeldSynonym } from './held-synonyms.js';
import { acceptedWord, type AcceptedWord, type Level, type MeetingKind } from './accepted-word.js';
import type { QueryWord } from '#text/read-query.js';
import type { WordList } from './word-list.js';
import type { ListedWord } from './word-shard.js';

const BEGINNINGS = 24;
const CLOSE_WORDS = 12;
const COMPOUNDS = 30;
/** Words are added to a level until so many articles are behind them: each article costs, and the rarer words add few. */
const ARTICLES_PER_LEVEL = 30_000;
const COMPOUND_PART_FROM = 4;
const SHORTEST_REST = 3;
const LINKS = ['', 's', 'n', 'en', 'es'];
/** Endings under which a stem of the archive's words may stand, to know whether a part of a compound is a word. */
const ENDINGS = ['', 'e', 'en', 'er', 'n', 's', 'es', 'em', 'ung', 'ungen'];

/** Finds in the archive's words what a query word may also mean. */
export class WordLevels {
  private readonly known = new Map<string, Level | undefined>();
  private readonly looked = new Map<string, ListedWord[][]>();

  constructor(
    private readonly list: WordList,
    private readonly languages: readonly string[],
    private readonly synonyms: readonly HeldSynonym[] = [],
  ) {}

  /** The word itself in all its forms, its synonyms and, for the last one, what begins like it. */
  asTyped({ typed, unfinished }: QueryWord): AcceptedWord {
    const beginnings = unfinished ? this.beginnings(typed) : undefined;
    return acceptedWord(typed, present([this.exact(typed), this.synonymsOf(typed), beginnings]));
  }

  exact(typed: string): Level {
    return { kind: 'form', terms: termsOfWord(typed, this.languages) };
  }

  /** Words up to so many typos away, each distance a level. */
  close(typed: string, distance: number, kind: MeetingKind = 'close'): Level[] {
    return present(
      Array.from({ length: distance }, (_, index) =>
        this.once(`${kind} ${index + 1} ${typed}`, () => this.level(kind, this.wordsAt(typed, index + 1))),
      ),
    );
  }

  /** Longer German words that the word is a part of, at either end. */
  compoundsOf(typed: string): Level | undefined {
    const part = fold(typed);
    if (!this.languages.includes('de') || part.length < COMPOUND_PART_FROM) return undefined;
    return this.once(`part ${part}`, () => {
      const around = this.list.around(part, COMPOUNDS * 4);
      return this.level('part', around.filter(({ word }) => this.isCompound(word, part)).slice(0, COMPOUNDS));
    });
  }

  /** The words that a compound, or two words written as one, consists of. */
  partsOf(typed: string): string[] {
    if (!this.languages.includes('de')) return [];
    return decompound(typed, { count: (stem) => this.articlesOfStem(stem) });
  }

  /** The compound that two neighbours make together, when the archive knows it. */
  joined(left: string, right: string): string | undefined {
    const [first, second] = [fold(left), fold(right)];
    return ['', 's', 'n', 'en', 'es']
      .map((link) => `${first}${link}${second}`)
      .find((word) => this.list.find(word) !== undefined);
  }

  /** Whether articles hold the word as it was typed, or what stands for it. */
  isKnown(typed: string): boolean {
    return this.articles(typed) > 0 || this.synonyms.some(({ of }) => of.includes(typed));
  }

  articles(typed: string): number {
    return Math.max(0, ...foldVariants(typed).map((variant) => this.list.find(variant)?.articles ?? 0));
  }

  /** The close words themselves, for those who show one. */
  wordsAt(typed: string, distance: number): ListedWord[] {
    const found = foldVariants(typed).map((variant) => this.lookAround(variant, distance)[distance - 1] ?? []);
    return mostFrequent(found.flat()).slice(0, CLOSE_WORDS);
  }

  /** Close words by distance, up to this one at least; a look at the whole list is worth remembering. */
  private lookAround(word: string, distance: number): ListedWord[][] {
    const known = this.looked.get(word);
    if (known !== undefined && known.length >= distance) return known;
    const found = this.list.closeTo(word, distance, CLOSE_WORDS);
    this.looked.set(word, found);
    return found;
  }

  /**
   * What stands for several words is a synonym of each: where it is found all of them are met, and where it is not each has to
   * be there.
   */
  private synonymsOf(typed: string): Level | undefined {
    const terms = this.synonyms.filter(({ of }) => of.includes(typed)).map((synonym) => synonym.terms);
    return terms.length === 0 ? undefined : { kind: 'synonym', terms: mergedTerms(terms) };
  }

  private beginnings(typed: string): Level | undefined {
    return this.once(`beginning ${typed}`, () => {
      const found = foldVariants(typed).flatMap((variant) => this.list.beginningWith(variant, BEGINNINGS));
      return this.level('beginning', mostFrequent(found).slice(0, BEGINNINGS));
    });
  }

  /** What is left of the word beside the part is a word too, a link between the two allowed. */
  private isCompound(word: string, part: string): boolean {
    const left = word.endsWith(part) ? word.slice(0, -part.length) : '';
    const right = word.startsWith(part) ? word.slice(part.length) : '';
    return LINKS.some(
      (link) =>
        (left.endsWith(link) && this.isPart(left.slice(0, left.length - link.length))) ||
        (right.startsWith(link) && this.isPart(right.slice(link.length))),
    );
  }

  private isPart(word: string): boolean {
    return word.length >= SHORTEST_REST && this.articlesOfStem(word) > 0;
  }

  private articlesOfStem(stem: string): number {
    let articles = 0;
    for (const ending of ENDINGS) articles += this.list.find(stem + ending)?.articles ?? 0;
    return articles;
  }

  private level(kind: MeetingKind, words: readonly ListedWord[]): Level | undefined {
    const terms: TermsByLanguage[] = [];
    let articles = 0;
    for (const { word, articles: more, languages } of words) {
      if (terms.length > 0 && articles + more > ARTICLES_PER_LEVEL) continue;
      articles += more;
      terms.push(termsOfListed(word, languagesIn(languages, this.languages)));
    }
    return terms.length === 0 ? undefined : { kind, terms: mergedTerms(terms) };
  }

  private once(key: string, make: () => Level | undefined): Level | undefined {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }
}

function present(levels: ReadonlyArray<Level | undefined>): Level[] {
  return levels.filter((level) => level !== undefined);
}

function mostFrequent(words: readonly ListedWord[]): ListedWord[] {
  const once = new Map(words.map((word) => [word.word, word]));
  return [...once.values()].sort((left, right) => right.articles - left.articles);
}
