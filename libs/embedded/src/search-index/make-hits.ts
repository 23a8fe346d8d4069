import type { SearchHit } from '#contracts/search.js';
import { SEARCH_STEPS } from '#contracts/search-ranking.js';
import { passage, type MeantTerms } from '#text/passage.js';
import type { Database } from '../database.js';
import type { ArticleCard } from './article-card.js';
import type { ArticleColumns } from './article-columns.js';
import type { FoundStep } from './find-articles.js';
import { mergedTerms, termsOfPhrase } from './language-terms.js';
import { listTranslations } from './list-translations.js';
import type { RankedArticle } from './rank-step.js';

/** A ranked article with the step that found it; none when nothing was asked for by words. */
export interface PlacedArticle extends RankedArticle {
  readonly step?: FoundStep;
}

export interface HitContext {
  readonly database: Database;
  readonly columns: ArticleColumns;
  readonly phrases: ReadonlyArray<readonly string[]>;
  readonly languages: readonly string[];
  readonly highlight: boolean;
  readonly explain: boolean;
}

interface Row {
  docid: number;
  card: string;
  body: string;
}

const PASSAGE_WORDS = 40;
const NOTHING: MeantTerms = new Map();

/** Reads what a page shows of its articles; marks are made on their own texts. */
export function makeHits(placed: readonly PlacedArticle[], context: HitContext): SearchHit[] {
  const docids = placed.map(({ docid }) => docid);
  const rows = cardsOf(docids, context);
  const translations = listTranslations(docids, context);
  const marked = new Map<FoundStep | undefined, ReadonlyMap<string, MeantTerms>>();
  return placed.flatMap((article) => {
    const row = rows.get(article.docid);
    if (row === undefined) return [];
    const { corrected, ...card } = JSON.parse(row.card) as ArticleCard;
    const terms = marked.get(article.step) ?? termsToMark(article.step, context);
    marked.set(article.step, terms);
    const language = context.columns.languageOf(article.docid);
    return [
      {
        ...card,
        translations: translations.get(article.docid) ?? [],
        corrected,
        ...(context.highlight
          ? { highlights: highlightsOf(card, row.body, terms.get(language) ?? NOTHING, language) }
          : {}),
        ...(context.explain && article.step !== undefined ? { why: whyOf(article, article.step) } : {}),
      },
    ];
  });
}

function cardsOf(docids: readonly number[], { database, highlight }: HitContext): Map<number, Row> {
  const sql = highlight
    ? `SELECT docid, card, body FROM search_articles JOIN search_texts USING (docid) WHERE docid IN (SELECT value FROM json_each(?))`
    : `SELECT docid, card, '' AS body FROM search_articles WHERE docid IN (SELECT value FROM json_each(?))`;
  return new Map(database.all<Row>(sql, JSON.stringify(docids)).map((row) => [row.docid, row]));
}

/** By language, the stems that a hit's step accepts and those of the phrases, with the number of their word. */
function termsToMark(step: FoundStep | undefined, { phrases, languages }: HitContext): ReadonlyMap<string, MeantTerms> {
  const each = [
    ...(step?.words.map(({ levels }) => mergedTerms(levels.map(({ terms }) => terms))) ?? []),
    ...phrases.map((phrase) => termsOfPhrase(phrase, languages)),
  ];
  const meant = new Map<string, Map<string, number>>();
  for (const [number, terms] of each.entries()) {
    for (const [language, stems] of terms) {
      const known = meant.get(language) ?? new Map<string, number>();
      for (const stem of [...stems].flatMap((several) => several.split(' ')))
        known.set(stem, known.get(stem) ?? number);
      meant.set(language, known);
    }
  }
  return meant;
}

function highlightsOf(
  { title, summary = '' }: Pick<SearchHit, 'title' | 'summary'>,
  body: string,
  terms: MeantTerms,
  language: string,
): NonNullable<SearchHit['highlights']> {
  return {
    title: passage(title, terms, { language }),
    summary: passage(summary, terms, { language }),
    body: passage(body, terms, { language, words: PASSAGE_WORDS }),
  };
}

function whyOf({ score }: RankedArticle, { step, words }: FoundStep): NonNullable<SearchHit['why']> {
  return {
    step,
    meaning: SEARCH_STEPS[step],
    words: score?.words ?? words.map(({ typed }) => ({ word: typed, in: 'text' })),
    ...(score === undefined ? {} : { score: Math.round(score.total * 1_000) / 1_000, parts: score.parts }),
  };
}
