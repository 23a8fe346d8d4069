import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** As many requests at once are a burst that background work makes room for. */
const MANY = 16;
/** A burst is over when it was not seen for so long: requests that come together are also answered together. */
const OVER_AFTER_MS = 100;
/** During a burst one piece of work goes on so often. */
const TURN_MS = 200;
/** During a burst a piece of work is this part of what it may be at other times. */
const PART = 8;

/**
 * How many requests are in hand. In one process requests and background work share a thread; during a burst the pieces of
 * work take turns, so that most of the thread is left to the requests and the work still goes on under load without end.
 */
@Injectable()
export class RequestLoad {
  private inHand = 0;
  private burstSeenAt = Number.NEGATIVE_INFINITY;
  private readonly waiting: Array<() => void> = [];
  private turns: NodeJS.Timeout | undefined;

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, reply, done) => {
      this.inHand += 1;
      if (this.inHand >= MANY) this.burstSeenAt = performance.now();
      reply.raw.once('close', () => {
        this.inHand -= 1;
      });
      done();
    });
  }

  /** Resolves at once unless there is a burst, else when it is the caller's turn or the burst is over. */
  async eased(): Promise<void> {
    if (!this.isBurst()) return;
    this.turns ??= setInterval(() => this.next(), TURN_MS);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** How many items the next piece of work may hold that holds up to `most` without a burst. */
  pieceOf(most: number): number {
    return this.isBurst() ? Math.ceil(most / PART) : most;
  }

  private isBurst(): boolean {
    return this.inHand >= MANY || performance.now() - this.burstSeenAt < OVER_AFTER_MS;
  }

  private next(): void {
    for (const go of this.waiting.splice(0, this.isBurst() ? 1 : this.waiting.length)) go();
    if (this.waiting.length > 0) return;
    clearInterval(this.turns);
    this.turns = undefined;
  }
}
