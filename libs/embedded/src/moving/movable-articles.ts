import { Article } from '#contracts/article.js';
import { CloudEvent } from '#contracts/cloud-event.js';
import { TOPICS, type TopicName } from '#contracts/topics.js';
import type { ArticleStore } from '#ports/article-store.port.js';
import { writesOf } from '#ports/moving/article-writes.js';
import { Movable, type MovablePage } from '#ports/moving/movable.port.js';
import type { MovedArticle } from '#ports/moving/moved-rows.js';
import { z } from 'zod';
import { headOf, versionOf, type HeadRow, type VersionRow } from '../articles/article-rows.js';
import type { Database } from '../database.js';

const topic = z.custom<TopicName>((value) => typeof value === 'string' && value in TOPICS);
const StoredEvent = CloudEvent.extend({ topic });
const AMONG = 'IN (SELECT value FROM json_each(?))';

/** Articles in SQLite with their versions, public forms and waiting facts; written as any writer does. */
export class SqliteMovableArticles extends Movable<MovedArticle> {
  constructor(
    private readonly database: Database,
    private readonly store: ArticleStore,
  ) {
    super();
  }

  async page(limit: number, after = ''): Promise<MovablePage<MovedArticle>> {
    const heads = this.database.all<HeadRow>('SELECT * FROM articles WHERE id > ? ORDER BY id LIMIT ?', after, limit);
    const last = heads.length < limit ? undefined : heads.at(-1)?.id;
    return { rows: this.read(heads), ...(last === undefined ? {} : { next: last }) };
  }

  async counterparts(rows: readonly MovedArticle[]): Promise<MovedArticle[]> {
    const ids = JSON.stringify(rows.map(({ head }) => head.id));
    return this.read(this.database.all<HeadRow>(`SELECT * FROM articles WHERE id ${AMONG}`, ids));
  }

  async put(rows: readonly MovedArticle[]): Promise<void> {
    const known = new Map((await this.counterparts(rows)).map((row) => [row.head.id, row]));
    await this.store.commit(
      rows.flatMap((row) => writesOf(row, known.get(row.head.id))),
      [],
    );
  }

  async remove(rows: readonly MovedArticle[]): Promise<void> {
    const ids = JSON.stringify(rows.map(({ head }) => head.id));
    this.database.transaction(() => {
      for (const table of ['article_versions', 'article_documents']) {
        this.database.run(`DELETE FROM ${table} WHERE article_id ${AMONG}`, ids);
      }
      this.database.run(`DELETE FROM article_outbox WHERE event ->> 'subject' ${AMONG}`, ids);
      this.database.run(`DELETE FROM articles WHERE id ${AMONG}`, ids);
    });
  }

  async count(): Promise<number> {
    return this.database.get<{ count: number }>('SELECT count(*) AS count FROM articles')?.count ?? 0;
  }

  private read(heads: readonly HeadRow[]): MovedArticle[] {
    const ids = JSON.stringify(heads.map(({ id }) => id));
    const versions = this.database.all<VersionRow & { article_id: string }>(
      `SELECT * FROM article_versions WHERE article_id ${AMONG} ORDER BY article_id, version`,
      ids,
    );
    const documents = this.database.all<{ article_id: string; document: string }>(
      `SELECT article_id, document FROM article_documents WHERE article_id ${AMONG}`,
      ids,
    );
    const events = this.database.all<{ event: string }>(
      `SELECT event FROM article_outbox WHERE event ->> 'subject' ${AMONG} ORDER BY position`,
      ids,
    );
    const published = new Map(documents.map((row) => [row.article_id, Article.parse(JSON.parse(row.document))]));
    const facts = events.map(({ event }) => StoredEvent.parse(JSON.parse(event)));
    const versionsById = grouped(versions, (row) => row.article_id);
    return heads.map((row) => {
      const form = published.get(row.id);
      return {
        head: headOf(row),
        versions: (versionsById.get(row.id) ?? []).map(versionOf),
        ...(form === undefined ? {} : { published: form }),
        facts: facts.filter(({ subject }) => subject === row.id),
      };
    });
  }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
