import { Clock } from '#ports/clock.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

const LEASE_MS = 30_000;

/** Under whose name this process claims rows; while it lives the lease is renewed, and rows of the dead become unknown. */
@Injectable()
export class SenderLease implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly owner = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: SendLedger,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.renew();
    this.timer = setInterval(() => void this.renew(), LEASE_MS / 3);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Renews the lease; rows that the dead had in hand become unknown. */
  async renew(): Promise<void> {
    const now = this.clock.now();
    try {
      await this.ledger.keepAlive(this.owner, now, new Date(now.getTime() + LEASE_MS));
    } catch (error) {
      this.logger.error({ err: error }, 'the lease of the sender could not be renewed');
    }
  }
}
