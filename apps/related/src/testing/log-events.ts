import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import type { ArticleBuilder } from '#ports/testing/article-builder.js';
import type { ReceivedEvent } from '#runtime/consume/received-event.js';

const time = '2026-11-02T07:30:00Z';
const origin = { service: 'ingestion', time: new Date(time) } as const;

/** The publication of an article's version, as it stands in the log. */
export function published(builder: ArticleBuilder): CloudEvent {
  const article = builder.build();
  const { version } = article;
  return createEvent(ArticlePublished, { article, version, previousVersion: version - 1 || null }, origin);
}

/** Its withdrawal in the version of the article. */
export function withdrawn(builder: ArticleBuilder): CloudEvent {
  const { id, version } = builder.build();
  return createEvent(ArticleWithdrawn, { articleId: id, version, reason: 'legal', at: time }, origin);
}

/** The publication as a handler gets it. */
export function receivedPublication(builder: ArticleBuilder): ReceivedEvent {
  const article = builder.build();
  const data = { article, version: article.version, previousVersion: article.version - 1 || null };
  return { type: ArticlePublished.type, id: ArticlePublished.idOf(data), time, key: article.id, data };
}

/** The withdrawal as a handler gets it. */
export function receivedWithdrawal(builder: ArticleBuilder): ReceivedEvent {
  const { id, version } = builder.build();
  const data = { articleId: id, version, reason: 'legal', at: time };
  return { type: ArticleWithdrawn.type, id: ArticleWithdrawn.idOf(data), time, key: id, data };
}
