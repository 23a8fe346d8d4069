import type { Article } from '#contracts/article.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { GROUPS } from '#contracts/topics.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { Controller } from '@nestjs/common';
import { ProfileArticles } from './profile-articles.js';
import { RelatedStages } from './related-stages.js';

const BATCH = 64;

/** Keeps profiles and lists as the log tells. Idempotent by article version: what is not newer than the profile changes nothing. */
@Controller()
export class ProfileArticlesHandler {
  constructor(
    private readonly articles: ProfileArticles,
    private readonly stages: RelatedStages,
  ) {}

  @HandleEvents({ group: GROUPS.relatedProfiler, events: [ArticlePublished, ArticleWithdrawn], batch: BATCH })
  async apply(events: readonly ReceivedEvent[]): Promise<void> {
    const published = events.flatMap((event): Article[] =>
      isEvent(ArticlePublished, event) ? [event.data.article] : [],
    );
    const withdrawn = events.flatMap((event) => (isEvent(ArticleWithdrawn, event) ? [event.data] : []));
    await this.articles.withdraw(withdrawn.map(({ articleId: id, version }) => ({ id, version })));
    await this.articles.publish(published);
    await this.stages.report(published, withdrawn);
  }
}
