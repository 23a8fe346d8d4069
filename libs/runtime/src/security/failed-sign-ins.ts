import { Clock } from '#ports/clock.port.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const LIMIT = 10;
const WINDOW_MS = 60_000;

interface Failures {
  readonly count: number;
  readonly until: number;
}

/**
 * Counts wrong sign-ins per address, 10 a minute. Only wrong ones are refused for it: a token of 24 characters and more is not
 * found by guessing, and nobody can lock the administrator out who comes from the same address, as behind a proxy.
 */
@Injectable()
export class FailedSignIns {
  private readonly byAddress = new LRUCache<string, Failures>({ max: 10_000 });

  constructor(private readonly clock: Clock) {}

  /** Counts one more; answers the seconds to wait when there were too many. */
  add(address: string): number | undefined {
    const now = this.clock.now().getTime();
    const before = this.byAddress.get(address);
    const live = before !== undefined && before.until > now ? before : { count: 0, until: now + WINDOW_MS };
    this.byAddress.set(address, { count: live.count + 1, until: live.until });
    return live.count >= LIMIT ? Math.max(1, Math.ceil((live.until - now) / 1000)) : undefined;
  }
}
