import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { clientNetwork } from '#runtime/http/client-network.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const MOST = 30;
const WINDOW_MS = 600_000;

/** Holds each network (an IPv4 address, an IPv6 /64) to 30 wishes in ten minutes, so that nobody has mail sent to long lists of strangers. */
@Injectable()
export class SignUpLimit {
  private readonly seen = new LRUCache<string, { readonly count: number; readonly until: number }>({ max: 20_000 });

  constructor(private readonly clock: Clock) {}

  /** 429 when there were too many. */
  take(ip: string): void {
    const now = this.clock.now().getTime();
    const network = clientNetwork(ip);
    const before = this.seen.get(network);
    const live = before !== undefined && before.until > now ? before : { count: 0, until: now + WINDOW_MS };
    if (live.count >= MOST) {
      const wait = String(Math.max(1, Math.ceil((live.until - now) / 1000)));
      throw new ProblemError(429, 'Too many subscriptions from here; try again later.', {
        headers: { 'retry-after': wait },
      });
    }
    this.seen.set(network, { count: live.count + 1, until: live.until });
  }
}
