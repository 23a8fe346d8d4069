import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import type { Source } from '#ports/source-store.port.js';
import { Injectable } from '@nestjs/common';

interface Bucket {
  left: number;
  at: number;
}

/** Holds each source to its articles per minute (a full minute's worth may come at once); 429 says when to come again. */
@Injectable()
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  take({ id, rateLimit }: Source, articles: number): void {
    if (rateLimit === undefined) return;
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(id) ?? { left: rateLimit, at: now };
    const left = Math.min(rateLimit, bucket.left + ((now - bucket.at) / 60_000) * rateLimit);
    const wanted = Math.min(articles, rateLimit);
    this.buckets.set(id, { left: left >= wanted ? left - wanted : left, at: now });
    if (left >= wanted) return;
    const wait = Math.max(1, Math.ceil(((wanted - left) / rateLimit) * 60));
    throw new ProblemError(429, `${id} may send ${rateLimit} articles a minute.`, {
      headers: { 'retry-after': String(wait) },
    });
  }
}
