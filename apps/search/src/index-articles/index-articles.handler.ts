import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import type { StageCompleted } from '#contracts/events/stage-completed.event.js';
import { GROUPS } from '#contracts/topics.js';
import { Clock } from '#ports/clock.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import { isEvent, type ReceivedEvent } from '#runtime/consume/received-event.js';
import { StageReporter } from '#runtime/stages/stage-reporter.js';
import { Controller } from '@nestjs/common';
import { changeOf } from './index-change.js';

const PLACE = 'search';

/** Keeps the index as the log tells. Idempotent by article version: the index drops what is not newer, stages are told again. */
@Controller()
export class IndexArticles {
  constructor(
    private readonly index: SearchIndex,
    private readonly stages: StageReporter,
    private readonly clock: Clock,
  ) {}

  @HandleEvents({
    group: GROUPS.searchIndexer,
    events: [ArticlePublished, ArticleWithdrawn],
    batch: ({ searchIndex }) => searchIndex.changesAtOnce,
  })
  async apply(events: readonly ReceivedEvent[]): Promise<void> {
    await this.index.apply(events.flatMap(changeOf));
    const at = this.clock.now().toISOString();
    await this.stages.report(
      'search',
      events.flatMap((event) => stageOf(event, at)),
    );
  }
}

function stageOf(event: ReceivedEvent, at: string): StageCompleted[] {
  if (isEvent(ArticlePublished, event)) {
    const { article, version } = event.data;
    return [{ articleId: article.id, version, stage: 'indexed', at }];
  }
  if (!isEvent(ArticleWithdrawn, event)) return [];
  const { articleId, version } = event.data;
  return [{ articleId, version, stage: 'withdrawn', place: PLACE, at }];
}
