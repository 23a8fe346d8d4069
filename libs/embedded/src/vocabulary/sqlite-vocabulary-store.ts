import { VocabularyStore, type VocabularyList } from '#ports/vocabulary-store.port.js';
import type { Database } from '../database.js';

/** VocabularyStore in one SQLite table. */
export class SqliteVocabularyStore extends VocabularyStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./vocabulary.schema.sql', import.meta.url));
  }

  async lists(): Promise<VocabularyList[]> {
    return this.database
      .all<{ document: string }>('SELECT document FROM search_vocabulary ORDER BY id')
      .map(({ document }) => JSON.parse(document) as VocabularyList);
  }

  async mark(): Promise<string> {
    const sql =
      "SELECT group_concat(id || ' ' || mark) AS marks FROM (SELECT id, mark FROM search_vocabulary ORDER BY id)";
    return this.database.get<{ marks: string | null }>(sql)?.marks ?? '';
  }

  async put(list: VocabularyList): Promise<void> {
    const sql = 'INSERT OR REPLACE INTO search_vocabulary (id, document) VALUES (?, ?)';
    this.database.run(sql, list.id, JSON.stringify(list));
  }
}
