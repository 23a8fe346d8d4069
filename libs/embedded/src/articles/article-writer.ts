import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';
import type { CommitOrder, CommitResults, StoredWrite } from './stored-write.js';

const sqlOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const INSERT_HEAD = sqlOf('./insert-head.sql');
const UPDATE_HEAD = sqlOf('./update-head.sql');
const INSERT_VERSION = sqlOf('./insert-version.sql');
const PUT_DELIVERY = sqlOf('./put-delivery.sql');

/** Writes articles with their versions, public forms, facts and deliveries; on whichever connection it was given. */
export class ArticleWriter {
  constructor(private readonly database: Database) {}

  /** Durable when it returns; what throws has changed nothing. */
  commit({ writes, deliveries }: CommitOrder): CommitResults {
    return this.database.transaction(() => {
      const results = writes.map((write) => this.write(write));
      const conflicts = new Set(writes.filter((_, index) => results[index] === 'conflict').map(({ id }) => id));
      for (const { source, webhookId, bodyHash, status, answer, at, answersFor } of deliveries) {
        if (answersFor.some((id) => conflicts.has(id))) continue;
        this.database.run(PUT_DELIVERY, source, webhookId, bodyHash, status, answer, at);
      }
      return results;
    });
  }

  /** A conflict when the article no longer has the revision. */
  private write({ id, expectedRevision, head, version, document, outbox }: StoredWrite): 'written' | 'conflict' {
    const changed =
      expectedRevision === 0
        ? this.database.run(INSERT_HEAD, ...head)
        : this.database.run(UPDATE_HEAD, ...head, expectedRevision);
    if (changed === 0) return 'conflict';
    if (version !== undefined) this.database.run(INSERT_VERSION, ...version);
    if (document === null) this.database.run('DELETE FROM article_documents WHERE article_id = ?', id);
    else if (document !== undefined) {
      this.database.run('INSERT OR REPLACE INTO article_documents (article_id, document) VALUES (?, ?)', id, document);
    }
    for (const event of outbox) this.database.run('INSERT INTO article_outbox (event) VALUES (?)', event);
    return 'written';
  }
}
