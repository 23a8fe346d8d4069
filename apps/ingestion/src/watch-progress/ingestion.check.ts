import { ArticleStore } from '#ports/article-store.port.js';
import { ProgressMonitor, type ProgressCheck, type ProgressState } from '#runtime/health/progress-monitor.js';
import { Injectable } from '@nestjs/common';
import { PrepareArticles } from '../prepare-article/prepare-articles.js';
import { OutboxRelay } from '../publish-outbox/outbox-relay.js';
import type { StepProgress } from './step-progress.js';

const STALLED_SECONDS = 120;

/**
 * Whether what was accepted goes on: nothing may wait while its step stands still for two minutes. While the step waits for an
 * engine that is away, articles are accepted all the same, so the service is degraded and its engine's own check tells the rest.
 */
@Injectable()
export class IngestionCheck implements ProgressCheck {
  readonly name = 'ingestion';

  constructor(
    private readonly store: ArticleStore,
    private readonly prepare: PrepareArticles,
    private readonly relay: OutboxRelay,
    monitor: ProgressMonitor,
  ) {
    monitor.register(this);
  }

  async check(): Promise<ProgressState> {
    const { accepted, outbox } = await this.store.waiting();
    const detail = `${accepted} articles wait to be prepared, ${outbox} facts for the log`;
    const still = [
      ...(accepted > 0 ? stalled(this.prepare.progress) : []),
      ...(outbox > 0 ? stalled(this.relay.progress) : []),
    ];
    if (still.length === 0) return { ok: true, detail };
    const seconds = Math.round(Math.max(...still.map(({ secondsStill }) => secondsStill)));
    const waits = still.every(({ isWaiting }) => isWaiting);
    return { ok: waits, degraded: true, detail: `${detail}, and none went on for ${seconds} s` };
  }
}

function stalled(step: StepProgress): StepProgress[] {
  return step.secondsStill > STALLED_SECONDS ? [step] : [];
}
