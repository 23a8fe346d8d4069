import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import type { IndexChange } from '#ports/search-index.port.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';

/** What an event changes in the index; nothing when it tells of no article. */
export function changeOf(event: ReceivedEvent): IndexChange[] {
  if (isEvent(ArticlePublished, event)) return [{ kind: 'put', article: event.data.article }];
  if (!isEvent(ArticleWithdrawn, event)) return [];
  return [{ kind: 'remove', id: event.data.articleId, version: event.data.version }];
}
