import type { Article } from '#contracts/article.js';
import type { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { Clock } from '#ports/clock.port.js';
import { StageReporter } from '#runtime/stages/stage-reporter.js';
import { Injectable } from '@nestjs/common';

const PLACE = 'related';

/** Tells receipts what the related service has done. */
@Injectable()
export class RelatedStages {
  constructor(
    private readonly stages: StageReporter,
    private readonly clock: Clock,
  ) {}

  async report(published: readonly Article[], withdrawn: readonly ArticleWithdrawn[]): Promise<void> {
    const at = this.clock.now().toISOString();
    await this.stages.report('related', [
      ...published.map(({ id: articleId, version }) => ({ articleId, version, stage: 'related' as const, at })),
      ...withdrawn.map(({ articleId, version }) => ({
        ...{ articleId, version, stage: 'withdrawn' as const, place: PLACE, at },
      })),
    ]);
  }
}
