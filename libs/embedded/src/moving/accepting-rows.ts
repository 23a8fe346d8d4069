import { MOVED_KEYS, type MovedRows } from '#ports/moving/moved-rows.js';
import type { Database } from '../database.js';
import type { SqliteRows } from './sqlite-movable.js';

type ReceiptDetail = NonNullable<MovedRows['receipts']['detail']>;
interface ReceiptColumns extends Omit<MovedRows['receipts'], 'articleId' | 'place' | 'detail'> {
  readonly article_id: MovedRows['receipts']['articleId'];
  readonly place: string;
  readonly detail: string | null;
}
interface AuditColumns extends Omit<MovedRows['audit'], 'id' | 'at' | 'detail' | 'traceparent'> {
  readonly id: number;
  readonly at: number;
  readonly detail: string | null;
  readonly traceparent: string | null;
}

/** JSON documents under an id. */
export function documentRows<Row extends { readonly id: string }>(
  database: Database,
  table: 'sources' | 'newsletters' | 'search_vocabulary',
): SqliteRows<Row, { document: string }> {
  return {
    ...{ from: table, columns: 'document', order: ['id'], key: ['id'] },
    keyOf: ({ id }) => [id],
    read: ({ document }) => JSON.parse(document) as Row,
    write: (row) =>
      database.run(`INSERT OR REPLACE INTO ${table} (id, document) VALUES (?, ?)`, row.id, JSON.stringify(row)),
    remove: ({ id }) => database.run(`DELETE FROM ${table} WHERE id = ?`, id),
  };
}

/** Answers to deliveries of webhooks. */
export function deliveryRows(database: Database): SqliteRows<MovedRows['deliveries'], MovedRows['deliveries']> {
  const columns = ['source', 'webhook_id', 'body_hash', 'status', 'answer', 'at'];
  return {
    from: 'webhook_deliveries',
    columns: 'source, webhook_id AS webhookId, body_hash AS bodyHash, status, answer, at',
    ...{ order: ['source', 'webhook_id'], key: ['source', 'webhook_id'], keyOf: MOVED_KEYS.deliveries },
    read: ({ source, webhookId, bodyHash, status, answer, at }) => ({
      source,
      webhookId,
      bodyHash,
      status,
      answer,
      at,
    }),
    write: ({ source, webhookId, bodyHash, status, answer, at }) =>
      database.run(
        `INSERT OR REPLACE INTO webhook_deliveries (${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`,
        ...[source, webhookId, bodyHash, status, answer, at],
      ),
    remove: ({ source, webhookId }) =>
      database.run('DELETE FROM webhook_deliveries WHERE source = ? AND webhook_id = ?', source, webhookId),
  };
}

/** Lines of receipts. */
export function receiptRows(database: Database): SqliteRows<MovedRows['receipts'], ReceiptColumns> {
  const key = ['article_id', 'version', 'stage', 'place'];
  const columns = 'article_id, version, stage, place, at, outcome, detail';
  return {
    ...{ from: 'receipt_entries', columns, order: key, key, keyOf: MOVED_KEYS.receipts },
    read: ({ article_id: articleId, version, stage, place, at, outcome, detail }) => ({
      ...{ articleId, version, stage, at, outcome },
      ...(place === '' ? {} : { place }),
      ...(detail === null ? {} : { detail: JSON.parse(detail) as ReceiptDetail }),
    }),
    write: ({ articleId, version, stage, place, at, outcome, detail }) =>
      database.run(
        `INSERT OR REPLACE INTO receipt_entries (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[articleId, version, stage, place ?? '', at, outcome],
        detail === undefined ? null : JSON.stringify(detail),
      ),
    remove: (row) =>
      database.run(`DELETE FROM receipt_entries WHERE (${key.join(', ')}) = (?, ?, ?, ?)`, ...MOVED_KEYS.receipts(row)),
  };
}

/** Entries of the audit record, under the ids that they were given. */
export function auditRows(database: Database): SqliteRows<MovedRows['audit'], AuditColumns> {
  const columns = 'id, at, who, what, target, outcome, detail, traceparent';
  return {
    ...{ from: 'audit_entries', columns, order: ['id'], key: ['id'], keyOf: MOVED_KEYS.audit },
    read: ({ id, at, who, what, target, outcome, detail, traceparent }) => ({
      ...{ id: String(id), at: new Date(at), who, what, target, outcome },
      ...(detail === null ? {} : { detail }),
      ...(traceparent === null ? {} : { traceparent }),
    }),
    write: ({ id, at, who, what, target, outcome, detail, traceparent }) =>
      database.run(
        `INSERT OR REPLACE INTO audit_entries (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[Number(id), at.getTime(), who, what, target, outcome, detail ?? null, traceparent ?? null],
      ),
    remove: ({ id }) => database.run('DELETE FROM audit_entries WHERE id = ?', Number(id)),
  };
}
