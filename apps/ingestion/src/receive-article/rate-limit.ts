import { ProblemError } from '#contracts/problem.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import type { Source } from '#ports/source-store.port.js';
import { Injectable } from '@nestjs/common';

interface Bucket {
  left: number;
  at: number;
}

/**
 * Holds each source to its articles per minute (a full minute's worth may come at once); 429 says when to come again. A
 * delivery that was answered before passes in any case, for it makes no work.
 */
@Injectable()
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly store: ArticleStore,
    private readonly clock: Clock,
  ) {}

  async take(source: Source, webhookId: string, articles: number): Promise<void> {
    const { id, rateLimit } = source;
    if (rateLimit === undefined) return;
    const wait = this.secondsToWait(id, rateLimit, articles);
    if (wait === 0 || (await this.store.deliveries([{ source: id, webhookId }])).length > 0) return;
    throw new ProblemError(429, `${id} may send ${rateLimit} articles a minute.`, {
      headers: { 'retry-after': String(wait) },
    });
  }

  /** Takes the articles out of the source's minute when they fit. */
  private secondsToWait(id: string, rateLimit: number, articles: number): number {
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(id) ?? { left: rateLimit, at: now };
    const left = Math.min(rateLimit, bucket.left + ((now - bucket.at) / 60_000) * rateLimit);
    const wanted = Math.min(articles, rateLimit);
    const fits = left >= wanted;
    this.buckets.set(id, { left: fits ? left - wanted : left, at: now });
    return fits ? 0 : Math.max(1, Math.ceil(((wanted - left) / rateLimit) * 60));
  }
}
