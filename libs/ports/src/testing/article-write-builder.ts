import type { Article } from '#contracts/article.js';
import type { CloudEvent } from '#contracts/cloud-event.js';
import { SourceId, type ArticleId } from '#contracts/ids.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import type { AnsweredDelivery, ArticleHead, ArticleVersion, ArticleWrite } from '../article-store.port.js';
import { event } from './event-log-member.js';
import { articleId } from './newsletter-builders.js';

const source = SourceId.parse('courier');

/** The head of the article called `words`, at its first write. */
export function aHead(words: string | number, change: Partial<ArticleHead> = {}): ArticleHead {
  return {
    id: articleId(words),
    source,
    externalId: String(words),
    version: 1,
    state: 'accepted',
    revision: 1,
    inputHash: 'a'.repeat(64),
    order: {},
    ...change,
  };
}

/** A version of the article called `words`, as it was received. */
export function aVersion(words: string | number, change: Partial<ArticleVersion> = {}): ArticleVersion {
  return {
    version: 1,
    receivedAt: '2026-11-02T07:30:00.000Z',
    input: { externalId: String(words), title: `Title of ${words} – „Größe“ 🗞`, body: { text: 'Text.' } },
    ...change,
  };
}

/** The public form of the article called `words`. */
export function aPublicForm(words: string | number, version = 1): Article {
  return { ...ArticlePublished.example.article, id: articleId(words), source, externalId: String(words), version };
}

/** The first write of the article called `words`, with its version and no facts. */
export function aWrite(words: string | number, change: Partial<ArticleWrite> = {}): ArticleWrite {
  return { expectedRevision: 0, head: aHead(words), received: aVersion(words), outbox: [], ...change };
}

/** The write that follows `write` in the life of the same article; its version grows when it received one. */
export function thenWrite(
  { head }: ArticleWrite,
  change: Partial<Omit<ArticleWrite, 'head'>> & { head?: Partial<ArticleHead> } = {},
): ArticleWrite {
  const { head: headChange, ...rest } = change;
  const version = head.version + (rest.received === undefined ? 0 : 1);
  return {
    expectedRevision: head.revision,
    outbox: [],
    ...rest,
    head: { ...head, version, revision: head.revision + 1, ...headChange },
  };
}

/** Facts about the article called `words`. */
export function facts(words: string | number, ...numbers: number[]): CloudEvent[] {
  return numbers.map((number) => event(articleId(words), number));
}

/** The answer to one delivery of a webhook. */
export function aDelivery(
  webhookId: string,
  answersFor: readonly ArticleId[] = [],
  change: Partial<AnsweredDelivery> = {},
): AnsweredDelivery {
  return {
    source,
    webhookId,
    bodyHash: 'b'.repeat(64),
    status: 202,
    answer: `{"id":"${webhookId}"}`,
    at: '2026-11-02T07:30:00.000Z',
    answersFor,
    ...change,
  };
}
