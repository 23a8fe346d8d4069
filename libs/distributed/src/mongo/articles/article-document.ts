import type { SourceId } from '#contracts/ids.js';
import { NativeArticle } from '#contracts/native-article.js';
import type { ArticleHead, ArticleVersion, WebhookDelivery } from '#ports/article-store.port.js';
import mongoose from 'mongoose';
import { OUTBOX_FIELDS, type WithOutbox } from '../document-outbox.js';
import type { Shape } from '../mongo-connection.js';
import type { KeptText } from '../text-parts.js';

/**
 * An article with its versions, public form and facts; or, under an id of its own, the answer to a delivery. Both are in one
 * collection so that accepting reads them by one query and writes them by one command.
 */
export interface ArticleDocument extends WithOutbox {
  readonly head?: ArticleHead;
  /** That of the head; a write compares it. */
  readonly revision?: number;
  /** Only while it waits. */
  readonly waits?: 'accepted' | 'scheduled';
  /** Mark of the process that accepted it and is to prepare it, while it waits for that. */
  readonly preparer?: string;
  /** Grows with every write of any article. */
  readonly turn?: string;
  /** End of the embargo, while scheduled. */
  readonly due?: Date;
  /** Turns of the last writes by revision, so that a writer can tell what became of its own. */
  readonly marks?: Readonly<Record<string, string>>;
  readonly versions?: Readonly<Record<string, StoredVersion>>;
  /** The public form as JSON. */
  readonly published?: string;
  readonly delivery?: StoredDelivery;
}

export interface StoredVersion extends Omit<ArticleVersion, 'input'> {
  readonly input: KeptText;
}

interface StoredDelivery extends Omit<WebhookDelivery, 'at'> {
  readonly at: Date;
}

const { Mixed } = mongoose.Schema.Types;

export const ARTICLES: Shape<ArticleDocument> = {
  collection: 'articles',
  fields: {
    _id: String,
    head: Mixed,
    revision: Number,
    waits: String,
    preparer: String,
    turn: String,
    due: Date,
    marks: Mixed,
    versions: Mixed,
    published: String,
    delivery: Mixed,
    ...OUTBOX_FIELDS,
  },
  indexes: [
    [{ waits: 1, preparer: 1, turn: 1 }, { sparse: true }],
    [{ due: 1 }, { sparse: true }],
    [{ 'delivery.at': 1 }, { sparse: true }],
  ],
};

/** Id of the document that keeps the answer to a delivery; no article id has a space. */
export function deliveryIdOf({ source, webhookId }: { source: SourceId; webhookId: string }): string {
  return `delivery ${source} ${webhookId}`;
}

export function deliveryOf({ at, ...delivery }: StoredDelivery): WebhookDelivery {
  return { ...delivery, at: at.toISOString() };
}

export function versionOf({ input: kept, ...version }: StoredVersion, input: string | undefined): ArticleVersion {
  if (input === undefined) throw new Error(`the text of a version is missing: ${JSON.stringify(kept)}`);
  return { ...version, input: NativeArticle.parse(JSON.parse(input)) };
}

/** The stored versions of a document, oldest first. */
export function versionsOf({ versions = {} }: ArticleDocument): StoredVersion[] {
  return Object.values(versions).sort((one, other) => one.version - other.version);
}
