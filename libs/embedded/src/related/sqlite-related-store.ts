import type { ArticleId } from '#contracts/ids.js';
import type { Clock } from '#ports/clock.port.js';
import {
  RelatedStore,
  type ListStanding,
  type ListToPut,
  type RelatedList,
  type RelatedPlace,
} from '#ports/related-store.port.js';
import type { Database } from '../database.js';
import { ListReader } from './list-reader.js';
import { ListWriter } from './list-writer.js';

/** RelatedStore in SQLite: a row per list and one per place in it, joined with the profiles as it is read. */
export class SqliteRelatedStore extends RelatedStore {
  private readonly reader: ListReader;
  private readonly writer: ListWriter;

  constructor(
    private readonly database: Database,
    clock: Clock,
  ) {
    super();
    this.reader = new ListReader(database, clock);
    this.writer = new ListWriter(database);
  }

  async list(articleId: string, language?: string): Promise<RelatedList | undefined> {
    return this.reader.read(articleId, language);
  }

  async lists(articleIds: readonly string[], language?: string): Promise<RelatedList[]> {
    return articleIds.flatMap((id) => this.reader.read(id, language) ?? []);
  }

  async standings(articleIds: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ListStanding>> {
    return this.writer.standings(articleIds);
  }

  async put(lists: readonly ListToPut[]): Promise<ArticleId[]> {
    return this.database.transaction(() => this.writer.put(lists));
  }

  async add(places: ReadonlyArray<{ articleId: ArticleId; place: RelatedPlace }>): Promise<void> {
    if (places.length > 0) this.database.transaction(() => this.writer.add(places));
  }

  async listsWith(ids: readonly ArticleId[]): Promise<ArticleId[]> {
    const sql = `SELECT DISTINCT owner.id FROM related_profiles member
      JOIN related_places place ON place.member = member.number JOIN related_profiles owner ON owner.number = place.owner
      WHERE member.id IN (SELECT value FROM json_each(?)) ORDER BY owner.id`;
    return this.database.all<{ id: ArticleId }>(sql, JSON.stringify(ids)).map(({ id }) => id);
  }

  async remove(articleIds: readonly ArticleId[]): Promise<void> {
    if (articleIds.length > 0) this.database.transaction(() => this.writer.remove(articleIds));
  }
}
