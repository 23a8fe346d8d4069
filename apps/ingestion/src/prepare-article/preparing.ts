import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';
import { OutboxRelay } from '../publish-outbox/outbox-relay.js';
import { Intake } from '../receive-article/intake.js';
import { PrepareArticles } from './prepare-articles.js';

const POLL_MS = 1_000;

/** Keeps preparing what is accepted, woken by every commit of the intake. */
@Injectable()
export class Preparing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    prepare: PrepareArticles,
    intake: Intake,
    private readonly relay: OutboxRelay,
    private readonly lifecycle: Lifecycle,
    logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      pollMs: POLL_MS,
      step: async () => {
        const prepared = await prepare.next();
        if (prepared > 0) relay.wake();
        return prepared;
      },
      failed: (error) => logger.error({ err: error }, 'articles could not be prepared'),
    });
    intake.onCommitted(() => this.wake());
  }

  wake(): void {
    this.loop.wake();
    this.relay.wake();
  }

  onApplicationBootstrap(): void {
    void this.lifecycle.whenRunning().then(() => this.loop.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
