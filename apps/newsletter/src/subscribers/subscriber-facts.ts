import { EventLog } from '#ports/event-log.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';
import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const BATCH = 256;
const POLL_MS = 2_000;

/** Carries facts about subscriptions from the subscriber store's outbox to the log; a crash between the two carries some again. */
@Injectable()
export class SubscriberFacts implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly store: SubscriberStore,
    private readonly eventLog: EventLog,
    private readonly lifecycle: Lifecycle,
    logger: Logger,
  ) {
    this.loop = new BackgroundLoop({
      pollMs: POLL_MS,
      step: () => this.next(),
      failed: (error) =>
        logger.error({ err: error }, 'facts about subscriptions could not be carried to the event log'),
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
    const facts = await this.store.outbox(BATCH);
    if (facts.length === 0) return 0;
    await this.eventLog.append(facts.map(({ event }) => event));
    await this.store.settle(facts.map(({ position }) => position));
    return facts.length;
  }
}
