import type { NewsletterId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import type { Database } from '../database.js';

/** Newsletters as JSON documents in the `newsletters` table. */
export class SqliteNewsletterStore extends NewsletterStore {
  constructor(private readonly database: Database) {
    super();
  }

  async create(newsletter: Newsletter): Promise<boolean> {
    const sql = 'INSERT INTO newsletters (id, document) VALUES (?, ?) ON CONFLICT DO NOTHING';
    return this.database.run(sql, newsletter.id, JSON.stringify(newsletter)) === 1;
  }

  async replace(newsletter: Newsletter): Promise<boolean> {
    const sql = 'UPDATE newsletters SET document = ? WHERE id = ?';
    return this.database.run(sql, JSON.stringify(newsletter), newsletter.id) === 1;
  }

  async remove(id: NewsletterId): Promise<boolean> {
    return this.database.run('DELETE FROM newsletters WHERE id = ?', id) === 1;
  }

  async find(id: NewsletterId): Promise<Newsletter | undefined> {
    const row = this.database.get<{ document: string }>('SELECT document FROM newsletters WHERE id = ?', id);
    return row === undefined ? undefined : parse(row);
  }

  async list({ after, limit }: { after?: string; limit: number }): Promise<Newsletter[]> {
    const sql = 'SELECT document FROM newsletters WHERE id > ? ORDER BY id LIMIT ?';
    return this.database.all<{ document: string }>(sql, after ?? '', limit).map(parse);
  }
}

function parse(row: { document: string }): Newsletter {
  return JSON.parse(row.document) as Newsletter;
}
