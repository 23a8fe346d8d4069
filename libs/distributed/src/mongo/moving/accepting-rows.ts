import type { VocabularyList } from '#ports/vocabulary-store.port.js';
import type { Newsletter } from '#contracts/newsletter.js';
import type { MovedRows } from '#ports/moving/moved-rows.js';
import type { Source } from '#ports/source-store.port.js';
import type { Model } from 'mongoose';
import { deliveryIdOf, deliveryOf, type ArticleDocument } from '../articles/article-document.js';
import { AUDIT_ENTRIES, type AuditDocument } from '../audit/mongo-audit-store.js';
import type { Counters } from '../counters.js';
import type { MongoConnection } from '../mongo-connection.js';
import { NEWSLETTERS, type NewsletterDocument } from '../newsletter/mongo-newsletter-store.js';
import { RECEIPT_ENTRIES, toDocument, toEntry, type EntryDocument } from '../receipts/entry-document.js';
import { SOURCES, type SourceDocument } from '../sources/mongo-source-store.js';
import { VOCABULARY, type VocabularyDocument } from '../vocabulary/mongo-vocabulary-store.js';
import { replacing, type MongoRows } from './mongo-movable.js';

/** Senders of articles. */
export function sourceRows(connection: MongoConnection): MongoRows<Source, SourceDocument> {
  return {
    documents: connection.model(SOURCES),
    idOf: ({ id }) => id,
    read: (documents) => documents.map(({ source }) => source),
    update: (source) => ({ $set: { source }, $inc: { revision: 1 } }),
  };
}

export function vocabularyRows(connection: MongoConnection): MongoRows<VocabularyList, VocabularyDocument> {
  return {
    documents: connection.model(VOCABULARY),
    idOf: ({ id }) => id,
    read: (documents) => documents.map(({ list }) => list),
    update: (list) => ({ $set: { list } }),
  };
}

export function newsletterRows(connection: MongoConnection): MongoRows<Newsletter, NewsletterDocument> {
  return {
    documents: connection.model(NEWSLETTERS),
    idOf: ({ id }) => id,
    read: (documents) => documents.map(({ newsletter }) => newsletter),
    update: (newsletter) => ({ $set: { newsletter } }),
  };
}

/** Answers to deliveries of webhooks, which lie beside the articles. */
export function deliveryRows(documents: Model<ArticleDocument>): MongoRows<MovedRows['deliveries'], ArticleDocument> {
  return {
    documents,
    among: { delivery: { $exists: true } },
    idOf: deliveryIdOf,
    read: (found) => found.flatMap(({ delivery }) => (delivery === undefined ? [] : [deliveryOf(delivery)])),
    update: ({ at, ...delivery }) => ({ $set: { delivery: { ...delivery, at: new Date(at) } } }),
  };
}

/** Lines of receipts. */
export function receiptRows(connection: MongoConnection): MongoRows<MovedRows['receipts'], EntryDocument> {
  return {
    documents: connection.model(RECEIPT_ENTRIES),
    idOf: (entry) => toDocument(entry)._id,
    read: (documents) => documents.map(toEntry),
    update: (entry) => {
      const { _id, ...fields } = toDocument(entry);
      return replacing({ place: undefined, detail: undefined, ...fields });
    },
  };
}

/** Entries of the audit record, under the ids that they were given; later ones get greater ones. */
export function auditRows(
  connection: MongoConnection,
  counters: Counters,
): MongoRows<MovedRows['audit'], AuditDocument> {
  return {
    documents: connection.model(AUDIT_ENTRIES),
    idOf: ({ id }) => Number(id),
    read: (documents) => documents.map(({ _id, ...entry }) => ({ id: String(_id), ...entry })),
    update: ({ id: _id, ...entry }) => replacing({ detail: undefined, traceparent: undefined, ...entry }),
    before: (rows) => counters.raise(AUDIT_ENTRIES.collection, Math.max(...rows.map(({ id }) => Number(id)))),
  };
}
