import type { ArticleId } from '#contracts/ids.js';
import {
  CollectedArticleStore,
  type ArticleToCollect,
  type CollectedArticle,
} from '#ports/collected-article-store.port.js';
import type { Database } from '../database.js';

interface Row {
  id: ArticleId;
  card: string;
  position: number;
  collected_at: number;
}

const COLUMNS = 'a.id, a.card, a.position, a.collected_at';

const PUT = `INSERT INTO collected_articles (id, version, withdrawn, position, language, translation_group, collected_at, card)
  VALUES (?1, ?2, 0, (SELECT COALESCE(MAX(position), 0) + 1 FROM collected_articles), ?3, ?4, ?5, ?6)
  ON CONFLICT (id) DO UPDATE SET version = ?2, withdrawn = 0, language = ?3, translation_group = ?4, card = ?6,
    position = COALESCE(position, excluded.position), collected_at = COALESCE(collected_at, excluded.collected_at)
  WHERE excluded.version > version`;

const WITHDRAW = `INSERT INTO collected_articles (id, version, withdrawn) VALUES (?1, ?2, 1)
  ON CONFLICT (id) DO UPDATE SET version = ?2, withdrawn = 1 WHERE excluded.version > version`;

/** Cards in `collected_articles`, the text that queries are matched against in `collected_texts`. */
export class SqliteCollectedArticleStore extends CollectedArticleStore {
  constructor(private readonly database: Database) {
    super();
  }

  async put(articles: readonly ArticleToCollect[], at: Date): Promise<ArticleId[]> {
    return this.database.transaction(() =>
      articles.filter((article) => this.putOne(article, at)).map(({ card }) => card.id),
    );
  }

  async withdraw(articles: ReadonlyArray<{ id: ArticleId; version: number }>, _at: Date): Promise<ArticleId[]> {
    return this.database.transaction(() =>
      articles
        .filter(({ id, version }) => {
          const changed = this.database.run(WITHDRAW, id, version) === 1;
          if (changed) this.database.run('DELETE FROM collected_texts WHERE id = ?', id);
          return changed;
        })
        .map(({ id }) => id),
    );
  }

  async find(ids: readonly ArticleId[]): Promise<CollectedArticle[]> {
    const sql = `SELECT ${COLUMNS} FROM json_each(?) wanted JOIN collected_articles a ON a.id = wanted.value
      WHERE a.withdrawn = 0 ORDER BY wanted.key`;
    return this.database.all<Row>(sql, JSON.stringify(ids)).map(toArticle);
  }

  async range(window: {
    after: number;
    upTo: number;
    languages: readonly string[];
    limit: number;
  }): Promise<CollectedArticle[]> {
    const sql = `SELECT ${COLUMNS} FROM collected_articles a
      WHERE a.withdrawn = 0 AND a.position > ? AND a.position <= ?
        AND a.language IN (SELECT value FROM json_each(?)) ORDER BY a.position LIMIT ?`;
    const { after, upTo, languages, limit } = window;
    return this.database.all<Row>(sql, after, upTo, JSON.stringify(languages), limit).map(toArticle);
  }

  async inGroups(translationGroups: readonly string[]): Promise<CollectedArticle[]> {
    const sql = `SELECT ${COLUMNS} FROM collected_articles a
      WHERE a.translation_group IN (SELECT value FROM json_each(?)) AND a.withdrawn = 0 ORDER BY a.position`;
    return this.database.all<Row>(sql, JSON.stringify(translationGroups)).map(toArticle);
  }

  async texts(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, string>> {
    const sql = 'SELECT id, text FROM collected_texts WHERE id IN (SELECT value FROM json_each(?))';
    const rows = this.database.all<{ id: ArticleId; text: string }>(sql, JSON.stringify(ids));
    return new Map(rows.map(({ id, text }) => [id, text]));
  }

  async position(at?: Date): Promise<number> {
    const newest = 'SELECT MAX(position) AS position FROM collected_articles';
    const row =
      at === undefined
        ? this.database.get<{ position: number | null }>(newest)
        : this.database.get<{ position: number | null }>(`${newest} WHERE collected_at <= ?`, at.getTime());
    return row?.position ?? 0;
  }

  async forgetTexts(before: Date): Promise<number> {
    const sql = `DELETE FROM collected_texts WHERE id IN (
      SELECT t.id FROM collected_articles a JOIN collected_texts t USING (id) WHERE a.collected_at < ? LIMIT 500)`;
    return this.database.run(sql, before.getTime());
  }

  private putOne({ card, text }: ArticleToCollect, at: Date): boolean {
    const changed = this.database.run(
      PUT,
      card.id,
      card.version,
      card.language,
      card.translationGroup ?? null,
      at.getTime(),
      JSON.stringify(card),
    );
    if (changed === 0) return false;
    this.database.run('INSERT OR REPLACE INTO collected_texts (id, text) VALUES (?, ?)', card.id, text);
    return true;
  }
}

function toArticle(row: Row): CollectedArticle {
  const card = JSON.parse(row.card) as ArticleToCollect['card'];
  return { ...card, position: row.position, collectedAt: new Date(row.collected_at).toISOString() };
}
