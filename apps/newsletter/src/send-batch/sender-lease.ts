import { Clock } from '#ports/clock.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

const LEASE_MS = 30_000;

/**
 * Under whose names this process claims rows: one for each run, so that what is told late about a run cannot touch rows that a
 * later one has. Their leases are renewed until they are given up or the process dies; rows of the dead become unknown.
 */
@Injectable()
export class SenderLease implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** The first has no rows; by it a process that sends nothing looks after the rows of the dead. */
  private readonly owners = new Set<string>([randomUUID()]);
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

  /** A name to claim rows by, whose lease has begun. */
  async take(): Promise<string> {
    const owner = randomUUID();
    await this.keepAlive([...this.owners, owner]);
    this.owners.add(owner);
    return owner;
  }

  /** Of an owner that has no rows in hand any more, or of whose rows nothing will be known. */
  giveUp(owner: string): void {
    this.owners.delete(owner);
  }

  /** Renews the leases; rows that the dead had in hand become unknown. */
  async renew(): Promise<void> {
    try {
      await this.keepAlive([...this.owners]);
    } catch (error) {
      this.logger.error({ err: error }, 'the lease of the sender could not be renewed');
    }
  }

  /** All at once, so that none of them takes another for dead. */
  private async keepAlive(owners: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.ledger.keepAlive(owners, now, new Date(now.getTime() + LEASE_MS));
  }
}
