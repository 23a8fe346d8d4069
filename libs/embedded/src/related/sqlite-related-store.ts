import { RelatedItem } from '#contracts/related.js';
import { RelatedStore, type RelatedList } from '#ports/related-store.port.js';
import { z } from 'zod';
import type { Database } from '../database.js';

interface ListRow {
  readonly article_id: string;
  readonly items: string;
  readonly story: string | null;
}

const Items = z.array(RelatedItem);
const Story = z.object({ id: z.string(), size: z.int() });

/** RelatedStore in SQLite: one row per list, and one per place of an article in a list. */
export class SqliteRelatedStore extends RelatedStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./related-lists.schema.sql', import.meta.url));
  }

  async list(articleId: string): Promise<RelatedList | undefined> {
    return this.read(articleId);
  }

  async lists(articleIds: readonly string[]): Promise<RelatedList[]> {
    return articleIds.flatMap((id) => this.read(id) ?? []);
  }

  async put(lists: readonly RelatedList[]): Promise<void> {
    this.database.transaction(() => {
      for (const list of lists) this.write(list);
    });
  }

  async remove(articleIds: readonly string[]): Promise<void> {
    this.database.transaction(() => {
      for (const id of articleIds) {
        for (const { article_id: owner } of this.listsWith(id)) this.withoutMember(owner, id);
        this.database.run('DELETE FROM related_lists WHERE article_id = ?', id);
        this.database.run('DELETE FROM related_members WHERE article_id = ?1 OR member = ?1', id);
      }
    });
  }

  private listsWith(member: string): Array<{ article_id: string }> {
    return this.database.all('SELECT article_id FROM related_members WHERE member = ?', member);
  }

  private withoutMember(owner: string, member: string): void {
    const list = this.read(owner);
    if (list === undefined) return;
    this.write({ ...list, items: list.items.filter(({ id }) => id !== member) });
  }

  private write({ articleId, items, story }: RelatedList): void {
    this.database.run(
      `INSERT INTO related_lists (article_id, items, story) VALUES (?1, ?2, ?3)
       ON CONFLICT (article_id) DO UPDATE SET items = ?2, story = ?3`,
      articleId,
      JSON.stringify(items),
      story === undefined ? null : JSON.stringify(story),
    );
    this.database.run('DELETE FROM related_members WHERE article_id = ?', articleId);
    for (const { id } of items) {
      this.database.run('INSERT OR IGNORE INTO related_members (member, article_id) VALUES (?, ?)', id, articleId);
    }
  }

  private read(articleId: string): RelatedList | undefined {
    const row = this.database.get<ListRow>('SELECT * FROM related_lists WHERE article_id = ?', articleId);
    if (row === undefined) return undefined;
    const story = row.story === null ? {} : { story: Story.parse(JSON.parse(row.story)) };
    return { articleId, items: Items.parse(JSON.parse(row.items)), ...story };
  }
}
