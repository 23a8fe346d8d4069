import type { EditionId } from '#contracts/ids.js';
import { Clock } from '#ports/clock.port.js';
import { SendLedger, type SendOutcome } from '#ports/send-ledger.port.js';
import { growingPause, pause } from '#runtime/consume/pause.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { OrderSends } from './order-sends.js';
import { SenderLease } from './sender-lease.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** What a run could not tell the ledger of the rows it had claimed. */
export interface OwedRun {
  readonly edition: EditionId;
  readonly owner: string;
  readonly outcomes: readonly SendOutcome[];
}

/**
 * Tells the ledger what runs that ended without it owe, until it is taken, and has sent what they hand back, since the edition may
 * be finished by then. With the process it is lost, and the rows become unknown when the lease of their owner ends.
 */
@Injectable()
export class OwedOutcomes implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(
    private readonly ledger: SendLedger,
    private readonly lease: SenderLease,
    private readonly orders: OrderSends,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** Takes them over at once; the owner is given up when they are settled, at once if there are none. */
  add(run: OwedRun): void {
    const { edition, owner, outcomes } = run;
    if (outcomes.length === 0) return this.lease.giveUp(owner);
    this.logger.warn({ edition, rows: outcomes.length }, 'outcomes of sends wait for the ledger');
    this.settle(run).catch(() => undefined);
  }

  private async settle({ edition, owner, outcomes }: OwedRun): Promise<void> {
    const { signal } = this.stopping;
    for (let tries = 0; ; tries += 1) {
      await pause(growingPause(FIRST_PAUSE_MS, tries, LONGEST_PAUSE_MS), signal);
      try {
        const settle = () => this.ledger.settle(edition, outcomes, owner, this.clock.now());
        await this.orders.after(edition, `owed-${owner}`, settle);
        return this.lease.giveUp(owner);
      } catch (error) {
        this.logger.debug(() => ({ edition, err: error }), 'the ledger does not take outcomes yet');
      }
    }
  }
}
