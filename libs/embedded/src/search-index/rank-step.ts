import type { Database } from '../database.js';
import type { ArticleColumns } from './article-columns.js';
import type { FoundStep } from './find-articles.js';
import { docidsOf, numbersIn } from './find-articles.js';
import { HitScorer, type HitScore } from './score-hit.js';
import { quotedTerm } from './language-terms.js';
import type { QueryWord } from '#text/read-query.js';

/** An article in its place, with what put it there when it was among the best. */
export interface RankedArticle {
  readonly docid: number;
  readonly score?: HitScore;
}

export interface RankingContext {
  readonly database: Database;
  readonly columns: ArticleColumns;
  readonly words: readonly QueryWord[];
  readonly languages: readonly string[];
  readonly now: number;
}

/** So many are scored one by one; the others follow, newest first. */
const SCORED = 120;
/** BM25 is asked for answers up to this size; it costs by the article. In larger ones the title and the date decide. */
const BM25_UP_TO = 1_000;
/** Words near each other are looked for in answers up to this size. */
const NEAR_UP_TO = 4_000;
const NEAR_WORDS = 10;

/** The shown articles of a step in their order, the same for every page. */
export function rankStep(step: FoundStep, shown: Int32Array, context: RankingContext): RankedArticle[] {
  if (shown.length === 1) return [...shown].map((docid) => ({ docid }));
  const near = nearOf(step, context);
  const bm25 = step.met <= BM25_UP_TO ? bm25Of(step.expression, context.database) : undefined;
  const best = bestOf(step, shown, { near, bm25, context });
  const scored = scoreAll(best, step, { near, bm25, context });
  const isScored = new Set(best);
  const rest = newestFirst(
    shown.filter((docid) => !isScored.has(docid)),
    context.columns,
  );
  return [...scored, ...[...rest].map((docid) => ({ docid }))];
}

/** Docids by time, the newest first; of the same time the later one. */
export function newestFirst(docids: Int32Array, columns: ArticleColumns): Int32Array {
  return docids.sort((left, right) => columns.published(right) - columns.published(left) || right - left);
}

type Head = readonly [docid: number, titleTerms: string, titleWords: string, summaryTerms: string];

interface Signals {
  readonly near: ReadonlySet<number>;
  readonly bm25: ReadonlyMap<number, number> | undefined;
  readonly context: RankingContext;
}

function bestOf(step: FoundStep, shown: Int32Array, { near, bm25, context }: Signals): number[] {
  if (shown.length <= SCORED) return [...shown];
  if (bm25 !== undefined) {
    const isShown = new Set(shown);
    return [...bm25.keys()].filter((docid) => isShown.has(docid)).slice(0, SCORED);
  }
  const inTitle = new Set(docidsOf(context.database, `title : (${step.expression})`));
  const rank = (docid: number): number => (inTitle.has(docid) ? 2 : 0) + (near.has(docid) ? 1 : 0);
  return newestOf(shown, SCORED, (docid) => rank(docid) * 1e15 + context.columns.published(docid));
}

/** The docids of the highest keys, without ordering all of them. */
function newestOf(docids: Int32Array, many: number, keyOf: (docid: number) => number): number[] {
  const keys = Float64Array.from(docids, keyOf);
  const least = Float64Array.from(keys).sort()[keys.length - many] ?? -Infinity;
  return [...docids.filter((_, index) => (keys[index] ?? 0) >= least)].slice(0, many);
}

function scoreAll(docids: readonly number[], step: FoundStep, { near, bm25, context }: Signals): RankedArticle[] {
  const heads = headsOf(docids, context.database);
  const most = Math.max(1, ...docids.map((docid) => bm25?.get(docid) ?? 0));
  const scorer = new HitScorer(step.words, context.words);
  return heads
    .map(([docid, titleTerms, titleWords, summaryTerms]) => ({
      docid,
      score: scorer.score({
        language: context.columns.languageOf(docid),
        title: titleTerms.split(' '),
        titleWords: titleWords.split(' '),
        summary: summaryTerms.split(' '),
        near: near.has(docid),
        bm25: (bm25?.get(docid) ?? 0) / most,
        ageDays: (context.now - context.columns.published(docid)) / 86_400_000,
      }),
    }))
    .sort((left, right) => right.score.total - left.score.total || newer(left.docid, right.docid, context.columns));
}

/** One string for all, as above. */
function headsOf(docids: readonly number[], database: Database): Head[] {
  const sql = `SELECT json_group_array(json_array(docid, title_terms, title_words, summary_terms)) AS heads
    FROM search_articles WHERE docid IN (SELECT value FROM json_each(?))`;
  return JSON.parse(database.get<{ heads: string }>(sql, JSON.stringify(docids))?.heads ?? '[]') as Head[];
}

function newer(left: number, right: number, columns: ArticleColumns): number {
  return columns.published(right) - columns.published(left) || right - left;
}

/** BM25 by docid, the best first. One string for all of them: a row for each would cost more than finding it. */
function bm25Of(expression: string, database: Database): Map<number, number> {
  const sql = `SELECT group_concat(rowid || ',' || CAST(-1e6 * rank AS INTEGER)) AS ranks
    FROM (SELECT rowid, rank FROM search_terms WHERE search_terms MATCH ? ORDER BY rank)`;
  const numbers = numbersIn(database.get<{ ranks: string | null }>(sql, expression)?.ranks ?? '');
  const ranks = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += 2) ranks.set(numbers[at] ?? 0, numbers[at + 1] ?? 0);
  return ranks;
}

function nearOf(step: FoundStep, { database, languages }: RankingContext): ReadonlySet<number> {
  if (step.words.length < 2 || step.met > NEAR_UP_TO) return new Set();
  const each = languages.flatMap((language) => {
    const terms = step.words.map(({ levels }) => levels[0]?.terms.get(language)?.values().next().value);
    const known = terms.filter((term) => term !== undefined);
    return known.length < terms.length
      ? []
      : [`NEAR(${known.map((term) => quotedTerm(term, language)).join(' ')}, ${NEAR_WORDS})`];
  });
  return each.length === 0 ? new Set() : new Set(docidsOf(database, each.join(' OR ')));
}
