import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { GROUPS } from '#contracts/topics.js';
import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { StageReporter } from '#runtime/stages/stage-reporter.js';
import { Controller } from '@nestjs/common';
import { InstantLook } from '../plan-edition/instant-look.js';
import { toCollect } from './to-collect.js';

const BATCH = 128;

/**
 * Keeps what editions may choose from, and has editions that hold a changed article made anew. Idempotent by article version:
 * the store drops what is not newer.
 */
@Controller()
export class CollectArticles {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly editions: EditionStore,
    private readonly stages: StageReporter,
    private readonly instant: InstantLook,
    private readonly clock: Clock,
  ) {}

  @HandleEvents({ group: GROUPS.newsletterCollector, events: [ArticlePublished, ArticleWithdrawn], batch: BATCH })
  async collect(events: readonly ReceivedEvent[]): Promise<void> {
    const published = events.flatMap((event) => (isEvent(ArticlePublished, event) ? event.data.article : []));
    const withdrawn = events.flatMap((event) => (isEvent(ArticleWithdrawn, event) ? event.data : []));
    const now = this.clock.now();
    const collected = await this.articles.put(published.map(toCollect), now);
    if (collected.length > 0) await this.instant.soon();
    await this.articles.withdraw(
      withdrawn.map(({ articleId: id, version }) => ({ id, version })),
      now,
    );
    const changed = [...published.map(({ id }) => id), ...withdrawn.map(({ articleId }) => articleId)];
    await this.editions.touch(changed);
    await this.stages.report(
      'newsletter',
      withdrawn.map(({ articleId, version }) => ({
        ...{ articleId, version, stage: 'withdrawn' as const, place: 'newsletter', at: now.toISOString() },
      })),
    );
  }
}
