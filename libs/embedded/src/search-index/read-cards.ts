import type { Database } from '../database.js';
import type { ArticleCard } from '#contracts/article-card.js';

/** What a hit is made of. */
export interface CardRow {
  readonly docid: number;
  readonly card: ArticleCard;
  /** Empty unless asked for. */
  readonly body: string;
}

interface Row {
  docid: number;
  card: string;
  body: string;
}

/** The cards of articles by docid, with their texts when wanted. */
export function readCards(database: Database, docids: readonly number[], withTexts: boolean): Map<number, CardRow> {
  const sql = withTexts
    ? `SELECT docid, card, body FROM search_articles JOIN search_texts USING (docid) WHERE docid IN (SELECT value FROM json_each(?))`
    : `SELECT docid, card, '' AS body FROM search_articles WHERE docid IN (SELECT value FROM json_each(?))`;
  const rows = database.all<Row>(sql, JSON.stringify(docids));
  return new Map(rows.map(({ docid, card, body }) => [docid, { docid, card: JSON.parse(card) as ArticleCard, body }]));
}
