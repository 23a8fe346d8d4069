import type { SynonymSet } from '#contracts/search-vocabulary.js';
import type { QuerySynonym } from '#ports/search-index.port.js';
import { collapseUmlauts, fold } from '#text/fold.js';
import { primaryLanguage, SUPPORTED_LANGUAGES } from '#text/languages.js';
import { parseQuery } from '#text/query.js';
import { terms } from '#text/terms.js';
import { tokenise } from '#text/tokenise.js';
import { inTurns } from './in-turns.js';

/** Synonyms over these say little, and each is looked for. */
const MOST = 20;
/** Words whose spelling alone counts. */
const AS_SPELT = '';

/** What was given, by the words in the form in which they are compared. */
interface Known {
  longest: number;
  readonly sets: Map<string, SynonymSet[]>;
}

/** Finds the words of queries that have synonyms. What stands for them is made out when a query asks. */
export class SynonymsOfQuery {
  private readonly known = new Map<string, Known>();

  static async of(sets: readonly SynonymSet[]): Promise<SynonymsOfQuery> {
    const made = new SynonymsOfQuery();
    await inTurns(sets, (set) => made.add(set));
    return made;
  }

  /** What stands for words of a query outside its phrases: of each of its words some, the longest runs of words first. */
  in(q: string): QuerySynonym[] {
    if (this.known.size === 0) return [];
    const { words } = parseQuery(q);
    const runs = [...this.known].flatMap(([form, known]) => runsWithSynonyms(words, form, known));
    runs.sort((one, other) => other.of.length - one.of.length);
    return alternately(runs.map(alternativesOf)).slice(0, MOST);
  }

  private add(set: SynonymSet): void {
    const form = formOf(set.language);
    const known = this.known.get(form) ?? { longest: 0, sets: new Map<string, SynonymSet[]>() };
    for (const from of set.root === undefined ? set.synonyms : [set.root]) {
      const words = wordsOf(from);
      const key = comparable(words, form).join(' ');
      if (key === '') continue;
      this.known.set(form, known);
      known.longest = Math.max(known.longest, words.length);
      const there = known.sets.get(key);
      if (there === undefined) known.sets.set(key, [set]);
      else there.push(set);
    }
  }
}

/** Words of a query that follow each other, with what was given for them. */
interface Run {
  readonly of: readonly string[];
  readonly key: string;
  readonly form: string;
  readonly sets: readonly SynonymSet[];
}

function runsWithSynonyms(words: readonly string[], form: string, { longest, sets }: Known): Run[] {
  const compared = comparable(words, form);
  const found = new Map<string, Run>();
  for (let length = Math.min(longest, words.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const key = compared.slice(at, at + length).join(' ');
      const ofRun = sets.get(key);
      if (ofRun !== undefined && !found.has(key))
        found.set(key, { of: words.slice(at, at + length), key, form, sets: ofRun });
    }
  }
  return [...found.values()];
}

function alternativesOf({ of, key, form, sets }: Run): QuerySynonym[] {
  const found = new Map<string, QuerySynonym>();
  for (const { synonyms, language } of sets) {
    for (const synonym of synonyms) {
      if (found.size === MOST) break;
      const words = wordsOf(synonym);
      const same = comparable(words, form).join(' ');
      if (same === '' || same === key || found.has(same)) continue;
      found.set(same, { of, words, ...(language === undefined ? {} : { language: primaryLanguage(language) }) });
    }
  }
  return [...found.values()];
}

/** The first of each, then the second of each, and so on. */
function alternately<Item>(lists: ReadonlyArray<readonly Item[]>): Item[] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}

/** The language by whose stems words are compared. */
function formOf(language: string | undefined): string {
  const primary = language === undefined ? AS_SPELT : primaryLanguage(language);
  return SUPPORTED_LANGUAGES.includes(primary) ? primary : AS_SPELT;
}

function wordsOf(text: string): string[] {
  return tokenise(text)
    .map((token) => token.text)
    .filter((word) => fold(word) !== '');
}

/** Each word in the form in which it is compared: by its stem, or as it is spelt, umlauts however typed. */
function comparable(words: readonly string[], form: string): string[] {
  if (form === AS_SPELT) return words.map((word) => collapseUmlauts(fold(word), 'de'));
  return words.map((word) =>
    terms(word, form)
      .map(({ term }) => term)
      .join(' '),
  );
}
