import { ArticleStore } from '#ports/article-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';

const BATCH = 256;
const POLL_MS = 1_000;

/** Carries facts from the article store's outbox to the log, in order; a crash between the two carries some again. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly store: ArticleStore,
    private readonly eventLog: EventLog,
    private readonly lifecycle: Lifecycle,
    private readonly load: RequestLoad,
    logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      pollMs: POLL_MS,
      step: () => this.next(),
      failed: (error) => logger.error({ err: error }, 'facts could not be carried to the event log'),
    });
  }

  wake(): void {
    this.loop.wake();
  }

  onApplicationBootstrap(): void {
    void this.lifecycle.whenRunning().then(() => this.loop.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async next(): Promise<number> {
    await this.load.eased();
    const entries = await this.store.outbox(this.load.pieceOf(BATCH));
    if (entries.length === 0) return 0;
    await this.eventLog.append(entries.map(({ event }) => event));
    await this.store.settle(entries.map(({ position }) => position));
    return entries.length;
  }
}
