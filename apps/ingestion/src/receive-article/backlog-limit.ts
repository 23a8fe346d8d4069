import { ProblemError } from '#contracts/problem.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { Injectable } from '@nestjs/common';

const MOST_WAITING = 100_000;
const LOOK_EVERY_MS = 1_000;
const COME_AGAIN_SECONDS = '30';

/** Refuses new articles with 503 while more wait than can be worked off soon. */
@Injectable()
export class BacklogLimit {
  private lookedAt = 0;
  private full = false;

  constructor(
    private readonly store: ArticleStore,
    private readonly clock: Clock,
  ) {}

  async check(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.lookedAt >= LOOK_EVERY_MS) {
      this.lookedAt = now;
      const { accepted, outbox } = await this.store.waiting();
      this.full = accepted + outbox > MOST_WAITING;
    }
    if (this.full) {
      throw new ProblemError(503, 'Too many articles wait to be prepared.', {
        headers: { 'retry-after': COME_AGAIN_SECONDS },
      });
    }
  }
}
