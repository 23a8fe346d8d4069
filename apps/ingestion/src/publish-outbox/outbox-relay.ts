import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';
import { CarryFacts } from './carry-facts.js';

const POLL_MS = 1_000;

/** Keeps carrying facts to the log while some wait. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    facts: CarryFacts,
    private readonly lifecycle: Lifecycle,
    logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      pollMs: POLL_MS,
      step: () => facts.next(),
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
}
