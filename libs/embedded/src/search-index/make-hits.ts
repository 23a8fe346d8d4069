import type { SearchHit } from '#contracts/search.js';
import { SEARCH_STEPS } from '#contracts/search-ranking.js';
import type { Database } from '../database.js';
import type { ArticleColumns } from './article-columns.js';
import type { FoundStep } from './find-articles.js';
import type { HitMarks } from './hit-marks.js';
import { listTranslations } from './list-translations.js';
import type { RankedArticle } from './rank-step.js';
import { readCards } from './read-cards.js';

/** A ranked article with the step that found it; none when nothing was asked for by words. */
export interface PlacedArticle extends RankedArticle {
  readonly step?: FoundStep;
}

export interface HitContext {
  readonly database: Database;
  readonly columns: ArticleColumns;
  /** Absent when nothing is to be marked. */
  readonly marks: HitMarks | undefined;
  readonly explain: boolean;
}

/** Reads what a page shows of its articles; marks are made on their own texts. */
export function makeHits(
  placed: readonly PlacedArticle[],
  { database, columns, marks, explain }: HitContext,
): SearchHit[] {
  const docids = placed.map(({ docid }) => docid);
  const rows = readCards(database, docids, marks !== undefined);
  const translations = listTranslations(docids, { database, columns });
  return placed.flatMap((article) => {
    const row = rows.get(article.docid);
    if (row === undefined) return [];
    const { corrected, ...card } = row.card;
    const language = columns.languageOf(article.docid);
    return [
      {
        ...card,
        translations: translations.get(article.docid) ?? [],
        corrected,
        ...(marks === undefined ? {} : { highlights: marks.highlights(card, row.body, article.step, language) }),
        ...(explain && article.step !== undefined ? { why: whyOf(article, article.step) } : {}),
      },
    ];
  });
}

function whyOf({ score }: RankedArticle, { step, words }: FoundStep): NonNullable<SearchHit['why']> {
  return {
    step,
    meaning: SEARCH_STEPS[step],
    words: score?.words ?? words.map(({ typed }) => ({ word: typed, in: 'text' })),
    ...(score === undefined ? {} : { score: Math.round(score.total * 1_000) / 1_000, parts: score.parts }),
  };
}
