import type { SourceId } from '#contracts/ids.js';
import { SourceStore, type Source } from '#ports/source-store.port.js';
import { isUniqueViolation, type Database } from '../database.js';

/** SourceStore in one SQLite table; every webhook reads it, so parsed sources are kept in memory too. */
export class SqliteSourceStore extends SourceStore {
  private readonly known = new Map<SourceId, Source>();

  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./sources.schema.sql', import.meta.url));
  }

  async create(source: Source): Promise<boolean> {
    try {
      this.database.run('INSERT INTO sources (id, document) VALUES (?, ?)', source.id, JSON.stringify(source));
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async find(id: SourceId): Promise<Source | undefined> {
    return this.read(id);
  }

  async list({ after = '', limit }: { after?: string | undefined; limit: number }): Promise<Source[]> {
    return this.database
      .all<{ document: string }>('SELECT document FROM sources WHERE id > ? ORDER BY id LIMIT ?', after, limit)
      .map(({ document }) => JSON.parse(document) as Source);
  }

  async change(id: SourceId, edit: (source: Source) => Source): Promise<Source | undefined> {
    return this.database.transaction(() => {
      const source = this.read(id);
      if (source === undefined) return undefined;
      const changed = edit(source);
      this.database.run('UPDATE sources SET document = ? WHERE id = ?', JSON.stringify(changed), id);
      this.known.delete(id);
      return changed;
    });
  }

  async remove(id: SourceId): Promise<boolean> {
    this.known.delete(id);
    return this.database.run('DELETE FROM sources WHERE id = ?', id) > 0;
  }

  private read(id: SourceId): Source | undefined {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const row = this.database.get<{ document: string }>('SELECT document FROM sources WHERE id = ?', id);
    if (row === undefined) return undefined;
    const source = JSON.parse(row.document) as Source;
    this.known.set(id, source);
    return source;
  }
}
