import type { SearchAnswer } from '#contracts/search.js';
import type { SearchRequest } from '#ports/search-index.port.js';
import { primaryLanguage } from '#text/languages.js';
import type { Database } from '../database.js';
import { filterOf, type ArticleFilter } from './article-filter.js';
import { collapse } from './collapse-translations.js';
import { correctedQuery } from './correct-query.js';
import { countFacets } from './count-facets.js';
import { exclusionOf, findArticles, type FoundStep } from './find-articles.js';
import { heldSynonyms } from './held-synonyms.js';
import { HitMarks } from './hit-marks.js';
import { keptDocids } from './kept-docids.js';
import type { IndexState } from './index-state.js';
import { makeHits, type PlacedArticle } from './make-hits.js';
import { newestFirst, oldestFirst } from './newest-first.js';
import { rankStep } from './rank-step.js';
import { readQuery, type ReadQuery } from '#text/read-query.js';
import { WordLevels } from './word-levels.js';

export interface SearchContext {
  readonly database: Database;
  readonly state: IndexState;
  readonly now: number;
}

/** Finds, counts, orders and shows; every part is bounded, so that the event loop waits for milliseconds. */
export function answerSearch(request: SearchRequest, context: SearchContext): SearchAnswer {
  const began = performance.now();
  const { database, state } = context;
  const { columns, values, words } = state;
  const languages = state.languages((request.filters.lang ?? []).map(primaryLanguage));
  const query = readQuery(request.q, languages, request.stopWords);
  const filter = filterOf(request.filters, columns, values);
  const levels = new WordLevels(words.list, languages, heldSynonyms(request.synonyms, database, languages));
  const steps = findArticles(query, { database, levels, languages, filter, size: columns.size });
  const found =
    query.blank || onlyExcludes(query)
      ? [everything(query, languages, filter, context)]
      : steps.map(({ docids }) => docids);
  const collapsed = request.collapse === 'translation';
  const readers = request.language === undefined ? undefined : primaryLanguage(request.language);
  const shown = collapsed ? found.map(collapse(found, columns, readers).shown) : found;
  const placed = pageOf(request, { steps, shown, query, languages }, context);
  const corrected = correctedQuery(request.q, steps, { database, columns, levels });
  return {
    hits: makeHits(placed, {
      ...{ database, columns, explain: request.explain },
      marks: request.highlight ? new HitMarks(query.phrases, languages) : undefined,
    }),
    total: shown.reduce((sum, { length }) => sum + length, 0),
    facets: countFacets(found, request.facets, { columns, values, collapsed }),
    query: { ...(corrected === undefined ? {} : { corrected }), language: readers ?? languages[0] ?? 'und' },
    tookMs: Math.round((performance.now() - began) * 100) / 100,
  };
}

function onlyExcludes({ words, phrases, exclusions }: ReadQuery): boolean {
  return words.length === 0 && phrases.length === 0 && exclusions.length > 0;
}

function everything(
  query: ReadQuery,
  languages: readonly string[],
  filter: ArticleFilter,
  { database, state }: SearchContext,
): Int32Array {
  const isExcluded = exclusionOf(query, database, languages);
  return keptDocids(state.columns.all(), (docid) => filter(docid) && !isExcluded(docid));
}

interface Found {
  readonly steps: readonly FoundStep[];
  readonly shown: readonly Int32Array[];
  readonly query: ReadQuery;
  readonly languages: readonly string[];
}

/** The articles of one page; only the steps that it touches are put in order. */
function pageOf(
  { page, limit, sort }: SearchRequest,
  { steps, shown, query, languages }: Found,
  context: SearchContext,
): PlacedArticle[] {
  const { database, state, now } = context;
  const from = (page - 1) * limit;
  if (sort !== 'relevance' || steps.length === 0) {
    const ordered = (sort === 'oldest' ? oldestFirst : newestFirst)(joined(shown), state.columns, from + limit);
    const stepOf = (docid: number) => steps.find((_, index) => shown[index]?.includes(docid));
    return [...ordered.subarray(from)].map((docid) => placedIn(docid, stepOf(docid)));
  }
  const placed: PlacedArticle[] = [];
  let before = 0;
  for (const [index, step] of steps.entries()) {
    const docids = shown[index] ?? new Int32Array(0);
    const [start, end] = [Math.max(0, from - before), Math.max(0, from + limit - before)];
    before += docids.length;
    if (docids.length === 0 || start >= docids.length || end <= 0) continue;
    const asked = { words: query.words, languages, now, until: end };
    const ranked = rankStep(step, docids, { database, columns: state.columns, ...asked });
    placed.push(...ranked.slice(start, end).map((article) => ({ ...article, step })));
  }
  return placed;
}

function placedIn(docid: number, step: FoundStep | undefined): PlacedArticle {
  return step === undefined ? { docid } : { docid, step };
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
