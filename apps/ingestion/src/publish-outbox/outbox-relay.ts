import { Clock } from '#ports/clock.port.js';
import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundLoop } from '#runtime/lifecycle/background-loop.js';
import { StepProgress } from '../watch-progress/step-progress.js';
import { CarryFacts } from './carry-facts.js';

const POLL_MS = 1_000;

/** Keeps carrying facts to the log while some wait. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly progress: StepProgress;
  private readonly loop: BackgroundLoop;

  constructor(
    facts: CarryFacts,
    private readonly lifecycle: Lifecycle,
    clock: Clock,
    logger: Logger,
  ) {
    this.progress = new StepProgress(clock);
    this.loop = new BackgroundLoop({
      pollMs: POLL_MS,
      step: () => this.progress.note(facts.next()),
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
