import type { Article } from '#contracts/article.js';
import type { CloudEvent } from '#contracts/cloud-event.js';
import type { ArticleId, NewsletterId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import type { ArticleHead, ArticleVersion, WebhookDelivery } from '../article-store.port.js';
import type { AuditEntry } from '../audit-store.port.js';
import type { ArticleToCollect } from '../collected-article-store.port.js';
import type { CohortMark, EditionRecord } from '../edition-store.port.js';
import type { ReceiptEntry } from '../receipt-store.port.js';
import type { Send } from '../send-ledger.port.js';
import type { Signup } from '../signup-store.port.js';
import type { Source } from '../source-store.port.js';
import type { Subscriber } from '../subscriber-store.port.js';
import type { Suppression } from '../suppression-store.port.js';
import type { VocabularyList } from '../vocabulary-store.port.js';

/** An article with all that was received of it. */
export interface MovedArticle {
  readonly head: ArticleHead;
  /** Oldest first. */
  readonly versions: readonly ArticleVersion[];
  readonly published?: Article;
  /** Facts that wait for the log; `put` adds them to those that wait already. */
  readonly facts: readonly CloudEvent[];
}

/** A subscriber, and by newsletter the name of the last slot that it had. */
export interface MovedSubscriber {
  readonly subscriber: Subscriber;
  readonly slots: Readonly<Record<string, string>>;
}

/** A collected article, or the version of its withdrawal alone. */
export interface MovedCollectedArticle {
  readonly id: ArticleId;
  readonly version: number;
  readonly withdrawn: boolean;
  /** Absent when it was withdrawn before it was ever collected, like the next two. */
  readonly position?: number;
  readonly collectedAt?: string;
  readonly card?: ArticleToCollect['card'];
  /** Until it is forgotten. */
  readonly text?: string;
}

/** What a cohort of a newsletter last got. */
export type MovedCohortMark = CohortMark & { readonly newsletter: NewsletterId };

/** The rows of each kind that a move copies. */
export interface MovedRows {
  readonly sources: Source;
  readonly articles: MovedArticle;
  readonly deliveries: WebhookDelivery;
  readonly receipts: ReceiptEntry;
  readonly vocabulary: VocabularyList;
  readonly newsletters: Newsletter;
  readonly subscribers: MovedSubscriber;
  readonly signups: Signup;
  readonly suppressions: Suppression;
  readonly collected: MovedCollectedArticle;
  readonly editions: EditionRecord;
  readonly cohorts: MovedCohortMark;
  readonly sends: Send;
  readonly audit: AuditEntry;
}
export type MovedKind = keyof MovedRows;

/** What identifies a row of each kind, in every adapter alike. */
export const MOVED_KEYS: { readonly [Kind in MovedKind]: (row: MovedRows[Kind]) => ReadonlyArray<string | number> } = {
  sources: ({ id }) => [id],
  articles: ({ head }) => [head.id],
  deliveries: ({ source, webhookId }) => [source, webhookId],
  receipts: ({ articleId, version, stage, place = '' }) => [articleId, version, stage, place],
  vocabulary: ({ id }) => [id],
  newsletters: ({ id }) => [id],
  subscribers: ({ subscriber }) => [subscriber.id],
  signups: ({ id }) => [id],
  suppressions: ({ hash }) => [hash],
  collected: ({ id }) => [id],
  editions: ({ id }) => [id],
  cohorts: ({ newsletter, language, timeZone, hour = -1 }) => [newsletter, language, timeZone, hour],
  sends: ({ edition, subscriber }) => [edition, subscriber],
  audit: ({ id }) => [Number(id)],
};
