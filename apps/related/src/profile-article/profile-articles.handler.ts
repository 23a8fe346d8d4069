import type { Article } from '#contracts/article.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import type { ArticleId } from '#contracts/ids.js';
import { GROUPS } from '#contracts/topics.js';
import type { Delivery } from '#runtime/consume/delivery.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { Controller } from '@nestjs/common';
import { UpdateLists } from '../find-neighbours/update-lists.js';
import { ArchiveGrowth } from '../weigh-terms/archive-growth.js';
import { ProfileArticles } from './profile-articles.js';
import { RelatedStages } from './related-stages.js';

const BATCH = 64;
/** Lists that are written together. */
const LISTS_AT_ONCE = 8;

/**
 * Keeps profiles and lists as the log tells. Idempotent by article version: what is older than the profile changes nothing,
 * the same again makes the same lists again, since a crash may have come between a profile and its list.
 */
@Controller()
export class ProfileArticlesHandler {
  constructor(
    private readonly profiles: ProfileArticles,
    private readonly lists: UpdateLists,
    private readonly growth: ArchiveGrowth,
    private readonly stages: RelatedStages,
  ) {}

  @HandleEvents({ group: GROUPS.relatedProfiler, events: [ArticlePublished, ArticleWithdrawn], batch: BATCH })
  async apply(events: readonly ReceivedEvent[], delivery?: Pick<Delivery, 'signal'>): Promise<void> {
    const signal = delivery?.signal;
    const published = events.flatMap((event): Article[] =>
      isEvent(ArticlePublished, event) ? [event.data.article] : [],
    );
    const withdrawn = events.flatMap((event) => (isEvent(ArticleWithdrawn, event) ? [event.data] : []));
    // A first version is in no list but those it was brought into itself, which are right already when it comes again.
    const changed = published.filter(({ version }) => version > 1);
    const holding = await this.lists.holding(changed.map(({ id }) => id));
    const removed = await this.profiles.remove(withdrawn.map(({ articleId: id, version }) => ({ id, version })));
    const standing = await this.profiles.put(published);
    await inParts(standing, signal, (ids) => this.lists.bringIn(ids));
    await inParts(holding, signal, (ids) => this.lists.remake(ids));
    await this.lists.takeOut(removed);
    await this.growth.look();
    await this.stages.report(published, withdrawn);
  }
}

/** Gives up between two parts when the handler has overrun its time, which would go on beside its own repetition else. */
async function inParts(
  ids: readonly ArticleId[],
  signal: AbortSignal | undefined,
  work: (some: readonly ArticleId[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < ids.length; from += LISTS_AT_ONCE) {
    signal?.throwIfAborted();
    await work(ids.slice(from, from + LISTS_AT_ONCE));
  }
}
