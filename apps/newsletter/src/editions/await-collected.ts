import { GROUPS } from '#contracts/topics.js';
import { EventLog } from '#ports/event-log.port.js';
import { Injectable } from '@nestjs/common';

const LONGEST_MS = 5_000;
const LOOK_EACH_MS = 20;

/** Waits for the articles that were published before it was asked, so that an edition made now does not miss them. */
@Injectable()
export class AwaitCollected {
  constructor(private readonly eventLog: EventLog) {}

  /** Resolves when they are collected; at the latest after some seconds, for what cannot be collected must not hold up the rest. */
  async upToNow(): Promise<void> {
    const until = performance.now() + LONGEST_MS;
    while ((await this.lag()) > 0 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EACH_MS));
    }
  }

  private async lag(): Promise<number> {
    const lags = await this.eventLog.lag();
    return lags.reduce((sum, { group, lag }) => (group === GROUPS.newsletterCollector ? sum + lag : sum), 0);
  }
}
