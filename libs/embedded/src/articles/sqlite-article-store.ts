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
  type WebhookDelivery,
} from '#ports/article-store.port.js';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';
import { headOf, versionOf, type HeadRow, type VersionRow } from './article-rows.js';

const sqlOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const INSERT_HEAD = sqlOf('./insert-head.sql');
const UPDATE_HEAD = sqlOf('./update-head.sql');
const INSERT_VERSION = sqlOf('./insert-version.sql');
const FIND_DELIVERIES = sqlOf('./find-deliveries.sql');

/** ArticleStore in SQLite: head, versions, public document and outbox change in one transaction. */
export class SqliteArticleStore extends ArticleStore {
  private turn: number;

  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./articles.schema.sql', import.meta.url));
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
    return this.database.transaction(() => {
      const results = writes.map((write) => this.write(write));
      const conflicts = new Set(writes.filter((_, index) => results[index] === 'conflict').map(({ head }) => head.id));
      for (const { source, webhookId, bodyHash, status, answer, at, answersFor } of deliveries) {
        if (answersFor.some((id) => conflicts.has(id))) continue;
        this.database.run(
          'INSERT OR REPLACE INTO webhook_deliveries (source, webhook_id, body_hash, status, answer, at) VALUES (?, ?, ?, ?, ?, ?)',
          ...[source, webhookId, bodyHash, status, answer, at],
        );
      }
      return results;
    });
  }

  async pending({
    state,
    dueBy,
    limit,
  }: Parameters<ArticleStore['pending']>[0]): Promise<Array<{ head: ArticleHead; received: ArticleVersion }>> {
    const rows =
      state === 'accepted'
        ? this.database.all<HeadRow>(`SELECT * FROM articles WHERE state = 'accepted' ORDER BY turn LIMIT ?`, limit)
        : this.database.all<HeadRow>(
            `SELECT * FROM articles WHERE state = 'scheduled' AND release_at <= ? ORDER BY release_at LIMIT ?`,
            dueBy === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(dueBy),
            limit,
          );
    return rows.map((row) => ({ head: headOf(row), received: this.newest(row.id) }));
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

  private write({ expectedRevision, head, received, published, outbox }: ArticleWrite): 'written' | 'conflict' {
    if (!this.writeHead(head, expectedRevision)) return 'conflict';
    if (received !== undefined) this.writeVersion(head.id, received);
    if (published === null) this.database.run('DELETE FROM article_documents WHERE article_id = ?', head.id);
    else if (published !== undefined) {
      this.database.run(
        'INSERT OR REPLACE INTO article_documents (article_id, document) VALUES (?, ?)',
        head.id,
        JSON.stringify(published),
      );
    }
    for (const event of outbox) {
      this.database.run('INSERT INTO article_outbox (event) VALUES (?)', JSON.stringify(event));
    }
    return 'written';
  }

  /** False when the article no longer has the revision. */
  private writeHead(head: ArticleHead, expectedRevision: number): boolean {
    this.turn += 1;
    const values = [
      ...[head.id, head.source, head.externalId, head.version, head.state, head.revision, head.inputHash],
      head.order.version ?? null,
      head.order.modifiedAt ?? null,
      head.publishedVersion ?? null,
      head.releaseAt === undefined ? null : Date.parse(head.releaseAt),
      this.turn,
    ];
    const changed =
      expectedRevision === 0
        ? this.database.run(INSERT_HEAD, ...values)
        : this.database.run(UPDATE_HEAD, ...values, expectedRevision);
    return changed > 0;
  }

  private writeVersion(id: ArticleId, { version, receivedAt, input, traceparent }: ArticleVersion): void {
    const { body, ...rest } = input;
    this.database.run(
      INSERT_VERSION,
      ...[id, version, receivedAt, traceparent ?? null, JSON.stringify(rest)],
      body !== undefined && 'html' in body ? body.html : null,
      body !== undefined && 'text' in body ? body.text : null,
    );
  }

  private newest(id: ArticleId): ArticleVersion {
    const row = this.database.get<VersionRow>(
      'SELECT * FROM article_versions WHERE article_id = ? ORDER BY version DESC LIMIT 1',
      id,
    );
    if (row === undefined) throw new Error(`article ${id} has no received version`);
    return versionOf(row);
  }
}
