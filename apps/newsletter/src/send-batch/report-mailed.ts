import type { SendCounts } from '#contracts/send-state.js';
import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import type { EditionRecord } from '#ports/edition-store.port.js';
import { StageReporter } from '#runtime/stages/stage-reporter.js';
import { Injectable } from '@nestjs/common';

/** Tells the receipts of the articles which edition they went out with, and to how many. */
@Injectable()
export class ReportMailed {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly stages: StageReporter,
    private readonly clock: Clock,
  ) {}

  async report({ id, articleIds }: EditionRecord, counts: SendCounts): Promise<void> {
    const at = this.clock.now().toISOString();
    const sent = counts.sent ?? 0;
    if (sent === 0) return;
    const articles = await this.articles.find(articleIds);
    await this.stages.report(
      'newsletter',
      articles.map(({ id: articleId, version }) => ({
        ...{ articleId, version, stage: 'mailed' as const, place: id, at },
        detail: { sent, refused: counts.refused ?? 0, unknown: counts.unknown ?? 0 },
      })),
    );
  }
}
