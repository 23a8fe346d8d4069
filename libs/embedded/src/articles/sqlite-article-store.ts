import { Article } from '#contracts/article.js';
import type { CloudEvent } from '#contracts/cloud-event.js';
import type { ArticleId } from '#contracts/ids.js';
import {
  ArticleStore,
  type AnsweredDelivery,
  type ArticleHead,
  type ArticleVersion,
  type ArticleWrite,
  type OutboxEntry,
  type WaitingArticle,
  type WebhookDelivery,
} from '#ports/article-store.port.js';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';
import { fileFailure } from '../file-error.js';
import { ifReadable } from '#ports/waiting-article.js';
import { headOf, versionOf, type HeadRow, type VersionRow } from './article-rows.js';
import { ArticleWriter } from './article-writer.js';
import type { CommitClient } from './commit-client.js';
import { storedWriteOf } from './stored-write.js';

const FIND_DELIVERIES = readFileSync(new URL('./find-deliveries.sql', import.meta.url), 'utf8');
/** Fewer writes are made at once, before a thread would have heard of them. */
const HANDED_OVER_FROM = 4;

/**
 * ArticleStore in SQLite: head, versions, public document and outbox change in one transaction. With a thread, many writes
 * that come together are committed there, so that the event loop goes on while they are flushed to disk.
 */
export class SqliteArticleStore extends ArticleStore {
  private readonly writer: ArticleWriter;
  private turn: number;

  constructor(
    private readonly database: Database,
    private readonly thread?: CommitClient,
    private readonly options = { handOverFrom: HANDED_OVER_FROM },
  ) {
    super();
    database.applySchema(new URL('./articles.schema.sql', import.meta.url));
    this.writer = new ArticleWriter(database);
    this.turn = database.get<{ turn: number }>('SELECT coalesce(max(turn), 0) AS turn FROM articles')?.turn ?? 0;
  }

  async heads(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleHead>> {
    const rows = this.database.all<HeadRow>(
      'SELECT * FROM articles WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    return new Map(rows.map((row) => [row.id, headOf(row)]));
  }

  async deliveries(keys: ReadonlyArray<Pick<WebhookDelivery, 'source' | 'webhookId'>>): Promise<WebhookDelivery[]> {
    return this.database.all<WebhookDelivery>(
      FIND_DELIVERIES,
      JSON.stringify(keys.map(({ source, webhookId }) => [source, webhookId])),
    );
  }

  async commit(
    writes: readonly ArticleWrite[],
    deliveries: readonly AnsweredDelivery[],
  ): Promise<ReadonlyArray<'written' | 'conflict'>> {
    const order = { writes: writes.map((write) => storedWriteOf(write, (this.turn += 1))), deliveries };
    const few = writes.length < this.options.handOverFrom;
    try {
      return this.thread === undefined || few ? this.writer.commit(order) : await this.thread.commit(order);
    } catch (cause) {
      throw fileFailure('articles cannot be written now', cause);
    }
  }

  async pending({ state, dueBy, limit }: Parameters<ArticleStore['pending']>[0]): Promise<WaitingArticle[]> {
    const rows =
      state === 'accepted'
        ? this.database.all<HeadRow>(`SELECT * FROM articles WHERE state = 'accepted' ORDER BY turn LIMIT ?`, limit)
        : this.database.all<HeadRow>(
            `SELECT * FROM articles WHERE state = 'scheduled' AND release_at <= ? ORDER BY release_at LIMIT ?`,
            dueBy === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(dueBy),
            limit,
          );
    return rows.map((row) => ({ head: headOf(row), ...this.newest(row.id) }));
  }

  async published(id: ArticleId): Promise<Article | undefined> {
    const row = this.database.get<{ document: string }>(
      'SELECT document FROM article_documents WHERE article_id = ?',
      id,
    );
    return row === undefined ? undefined : Article.parse(JSON.parse(row.document));
  }

  async versions(id: ArticleId): Promise<ArticleVersion[]> {
    return this.database
      .all<VersionRow>('SELECT * FROM article_versions WHERE article_id = ? ORDER BY version', id)
      .map(versionOf);
  }

  async outbox(limit: number): Promise<OutboxEntry[]> {
    return this.database
      .all<{ position: number; event: string }>(
        'SELECT position, event FROM article_outbox ORDER BY position LIMIT ?',
        limit,
      )
      .map(({ position, event }) => ({ position: String(position), event: JSON.parse(event) as CloudEvent }));
  }

  async settle(positions: readonly string[]): Promise<void> {
    this.database.transaction(() => {
      for (const position of positions) {
        this.database.run('DELETE FROM article_outbox WHERE position = ?', Number(position));
      }
    });
  }

  async waiting(): Promise<{ readonly accepted: number; readonly outbox: number }> {
    const row = this.database.get<{ accepted: number; outbox: number }>(
      `SELECT (SELECT count(*) FROM articles WHERE state = 'accepted') AS accepted,
              (SELECT count(*) FROM article_outbox) AS outbox`,
    );
    return row ?? { accepted: 0, outbox: 0 };
  }

  async forgetDeliveries(before: string): Promise<number> {
    return this.database.run('DELETE FROM webhook_deliveries WHERE at < ?', before);
  }

  private newest(id: ArticleId): Pick<WaitingArticle, 'received'> {
    const row = this.database.get<VersionRow>(
      'SELECT * FROM article_versions WHERE article_id = ? ORDER BY version DESC LIMIT 1',
      id,
    );
    return row === undefined ? {} : ifReadable(() => versionOf(row));
  }
}
