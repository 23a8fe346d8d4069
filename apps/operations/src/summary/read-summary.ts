import { Clock } from '#ports/clock.port.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { SourceStore, type Source } from '#ports/source-store.port.js';
import { ProgressMonitor } from '#runtime/health/progress-monitor.js';
import { Injectable } from '@nestjs/common';
import { consumerLagDto } from '../consumers/consumer-lag.dto.js';
import { queueDto } from '../queues/queue.dto.js';
import { ReadEditions } from './read-editions.js';
import type { SummaryDto } from './summary.dto.js';

const MOST_SOURCES = 100;

/** Who sends, what waits and how it is kept. */
@Injectable()
export class WorkInHand {
  constructor(
    readonly eventLog: EventLog,
    readonly jobQueue: JobQueue,
    readonly deadLetters: DeadLetterStore,
    readonly sources: SourceStore,
  ) {}
}

/** Reads the overview of the whole installation. */
@Injectable()
export class ReadSummary {
  constructor(
    private readonly work: WorkInHand,
    private readonly searchIndex: SearchIndex,
    private readonly editions: ReadEditions,
    private readonly progress: ProgressMonitor,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<SummaryDto> {
    const [checks, lags, queues, open, articles, editions, sources] = await Promise.all([
      this.progress.look(),
      this.work.eventLog.lag(),
      this.work.jobQueue.counts(),
      this.work.deadLetters.countOpen(),
      this.searchIndex.count(),
      this.editions.newest(),
      this.work.sources.list({ limit: MOST_SOURCES }),
    ]);
    return {
      at: this.clock.now().toISOString(),
      ready: checks.every(({ ok }) => ok),
      checks,
      articles,
      consumers: lags.map(consumerLagDto),
      queues: queues.map(queueDto),
      deadLetters: { open },
      editions,
      sources: sources.map(sourceSummary),
    };
  }
}

function sourceSummary({ id, name, format, secrets, rateLimit }: Source): SummaryDto['sources'][number] {
  return { id, name, format, secrets: secrets.length, ...(rateLimit === undefined ? {} : { rateLimit }) };
}
