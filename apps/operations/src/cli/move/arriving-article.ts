import { createEvent, type CloudEvent } from '#contracts/cloud-event.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import type { MovedArticle } from '#ports/moving/moved-rows.js';

/**
 * An article with the fact of what it is now among those that wait for the log, so that the other installation's search,
 * related lists and newsletters come to know it. One that was held is accepted again, because its job stays behind.
 */
export function arrivingArticle(article: MovedArticle): MovedArticle {
  const { head, facts } = article;
  const now = standing(article).filter(({ id }) => facts.every((fact) => fact.id !== id));
  return {
    ...article,
    head: head.state === 'held' ? { ...head, state: 'accepted' } : head,
    facts: [...facts, ...now],
  };
}

/** Same article, same fact: it was received when its newest version was. */
function standing({ head, versions, published }: MovedArticle): CloudEvent[] {
  const at = versions.at(-1)?.receivedAt ?? head.order.modifiedAt;
  if (at === undefined) return [];
  const origin = { service: 'ingestion', time: new Date(at) } as const;
  if (published !== undefined) {
    const fact = { article: published, version: published.version, previousVersion: null };
    return [createEvent(ArticlePublished, fact, origin)];
  }
  if (head.state !== 'withdrawn') return [];
  const fact = { articleId: head.id, version: head.version, reason: 'withdrawn', at: origin.time.toISOString() };
  return [createEvent(ArticleWithdrawn, fact, origin)];
}
