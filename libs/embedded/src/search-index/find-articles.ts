import type { Database } from '../database.js';
import { holdingAll, type AcceptedWord } from './accepted-word.js';
import type { ArticleFilter } from './article-filter.js';
import { keptDocids } from './kept-docids.js';
import { anyOf, termsOfPhrase, type TermsByLanguage } from './language-terms.js';
import { attemptsOf, type Attempt, type StepWanted } from './search-attempts.js';
import type { ReadQuery } from '#text/read-query.js';
import type { WordLevels } from './word-levels.js';

/** What one attempt found beyond those before it. */
export interface FoundStep {
  readonly step: Attempt['step'];
  readonly words: readonly AcceptedWord[];
  readonly expression: string;
  /** The same for the words and their synonyms in their own forms alone; undefined when one of them has none. */
  readonly exact: string | undefined;
  /** Articles that the expression meets, before filters. */
  readonly met: number;
  readonly docids: Int32Array;
}

/** An attempt is made while fewer articles than this were found; one word alone says little, and its close ones are wanted sooner. */
const ENOUGH: Readonly<Record<Attempt['step'], (words: number) => number>> = {
  words: () => 1,
  closeWords: (words) => (words === 1 ? 5 : 1),
  compounds: (words) => (words === 1 ? 5 : 1),
  distantWords: () => 1,
  fewerWords: () => 1,
};

export interface FindingContext {
  readonly database: Database;
  readonly levels: WordLevels;
  readonly languages: readonly string[];
  readonly filter: ArticleFilter;
  /** One more than the highest docid. */
  readonly size: number;
}

/** Articles that match a query, step by step, each article in the first step that finds it. */
export function findArticles(query: ReadQuery, context: FindingContext): FoundStep[] {
  const { database, levels, languages, filter, size } = context;
  const phrases = query.phrases.map((words) => termsOfPhrase(words, languages));
  const isExcluded = exclusionOf(query, database, languages);
  const seen = new Uint8Array(size);
  let count = 0;
  const found: FoundStep[] = [];
  const isWanted = (step: Attempt['step']): boolean => count < ENOUGH[step](query.words.length);
  for (const { step, words } of attempts(query, levels, isWanted)) {
    if (!isWanted(step)) break;
    const expression = holdingAll(words, phrases);
    if (expression === undefined) continue;
    const met = docidsOf(database, expression);
    const docids = keptDocids(met, (docid) => seen[docid] === 0 && filter(docid) && !isExcluded(docid));
    if (docids.length === 0) continue;
    const exact = holdingAll(words.map(inOwnForms), phrases);
    found.push({ step, words, expression, exact, met: met.length, docids });
    for (const docid of docids) seen[docid] = 1;
    count += docids.length;
  }
  return found;
}

function* attempts({ words, phrases }: ReadQuery, levels: WordLevels, isWanted: StepWanted): Generator<Attempt> {
  const required = words.filter(({ optional }) => !optional);
  if (required.length > 0) yield* attemptsOf(required, levels, isWanted);
  else if (phrases.length > 0) yield { step: 'words', words: [] };
}

/** What begins like a word is left out: it would cost most of a search. */
function inOwnForms(word: AcceptedWord): AcceptedWord {
  return { ...word, levels: word.levels.filter(({ kind }) => kind === 'form' || kind === 'synonym') };
}

/** Says of an article whether it holds what the query excludes. */
export function exclusionOf(query: ReadQuery, database: Database, languages: readonly string[]): ArticleFilter {
  const excluded: TermsByLanguage[] = query.exclusions.map((words) => termsOfPhrase(words, languages));
  const any = excluded.map(anyOf).filter((one) => one !== '');
  if (any.length === 0) return () => false;
  const docids = new Set(docidsOf(database, any.join(' OR ')));
  return (docid) => docids.has(docid);
}

/** The docids that an expression meets; as one string, since a row for each would cost ten times as much. */
export function docidsOf(database: Database, expression: string): Int32Array {
  const sql = 'SELECT group_concat(rowid) AS docids FROM search_terms WHERE search_terms MATCH ?';
  return numbersIn(database.get<{ docids: string | null }>(sql, expression)?.docids ?? '');
}

/** Whole numbers separated by commas. */
export function numbersIn(list: string): Int32Array {
  if (list === '') return new Int32Array(0);
  const numbers = new Int32Array((list.length >> 1) + 1);
  let count = 0;
  let number = 0;
  for (let at = 0; at < list.length; at++) {
    const unit = list.charCodeAt(at);
    if (unit === 0x2c) {
      numbers[count++] = number;
      number = 0;
    } else number = number * 10 + (unit - 0x30);
  }
  numbers[count++] = number;
  return numbers.subarray(0, count);
}
