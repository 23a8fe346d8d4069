import type { Database } from '../database.js';
import type { ArticleColumns } from './article-columns.js';
import type { FoundStep } from './find-articles.js';
import { docidsOf, numbersIn } from './find-articles.js';
import { keptDocids } from './kept-docids.js';
import { highest, newestFirst } from './newest-first.js';
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
  /** So many places are needed. */
  readonly until: number;
}

/** So many are scored one by one; the others follow, newest first. */
const SCORED = 120;
/** BM25 is asked for answers up to this size; it costs by the article. In larger ones the title and the date decide. */
const BM25_UP_TO = 1_000;
/** Words near each other are looked for in answers up to this size. */
const NEAR_UP_TO = 4_000;
const NEAR_WORDS = 10;

/** The shown articles of a step in their order, which is the same for every page, as far as they are needed. */
export function rankStep(step: FoundStep, shown: Int32Array, context: RankingContext): RankedArticle[] {
  if (shown.length === 1) return [...shown].map((docid) => ({ docid }));
  const near = nearOf(step, context);
  const bm25 = step.met <= BM25_UP_TO ? bm25Of(step, context.database) : undefined;
  const best = bestOf(step, shown, { near, bm25, context });
  const scored = scoreAll(best, step, { near, bm25, context });
  if (scored.length >= Math.min(context.until, shown.length)) return scored;
  const isScored = new Set(best);
  const others = keptDocids(shown, (docid) => !isScored.has(docid));
  const rest = newestFirst(others, context.columns, context.until - scored.length);
  return [...scored, ...[...rest].map((docid) => ({ docid }))];
}

type Head = readonly [docid: number, titleTerms: string, titleWords: string, summaryTerms: string];

interface Signals {
  readonly near: ReadonlySet<number>;
  readonly bm25: ReadonlyMap<number, number> | undefined;
  readonly context: RankingContext;
}

function bestOf(step: FoundStep, shown: Int32Array, { near, bm25, context }: Signals): number[] {
  if (shown.length <= SCORED) return [...shown];
  const isShown = new Set(shown);
  const best = [...(bm25?.keys() ?? [])].filter((docid) => isShown.has(docid)).slice(0, SCORED);
  if (best.length === SCORED) return best;
  const isBest = new Set(best);
  const inTitle = new Set(docidsOf(context.database, `title : (${step.expression})`));
  const rank = (docid: number): number => (inTitle.has(docid) ? 2 : 0) + (near.has(docid) ? 1 : 0);
  const others = highest(
    keptDocids(shown, (docid) => !isBest.has(docid)),
    SCORED - best.length,
    (docid) => rank(docid) * 1e15 + context.columns.published(docid),
  );
  return [...best, ...others].slice(0, SCORED);
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

/**
 * BM25 by docid, the best first, of the articles that hold the words in their own forms; where there are none, of all. It
 * costs by the articles behind each of its terms: the two dozen words that a last word may go on to would take most of a search.
 */
function bm25Of({ exact, expression }: FoundStep, database: Database): Map<number, number> {
  const ranks = exact === undefined ? undefined : ranksOf(exact, database);
  return ranks === undefined || ranks.size === 0 ? ranksOf(expression, database) : ranks;
}

/** One string for all of them: a row for each would cost more than finding it. */
function ranksOf(expression: string, database: Database): Map<number, number> {
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
