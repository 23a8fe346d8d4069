import type { EditionId } from '#contracts/ids.js';
import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { SEND_QUEUE } from './send-queue.js';

/** Later than any change of rows takes to be written. */
const CHANGED_WITHIN_MS = 10_000;

/** Has rows of an edition sent that were put back to planned, also when the edition is finished already. */
@Injectable()
export class OrderSends {
  constructor(
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Puts rows back by `change` and has them sent, also when the process ends right after the change. */
  async after<Result>(edition: EditionId, cause: string, change: () => Promise<Result>): Promise<Result> {
    await this.order(edition, `${cause}-later`, CHANGED_WITHIN_MS);
    const result = await change();
    await this.order(edition, cause);
    return result;
  }

  async order(edition: EditionId, cause: string, afterMs = 0): Promise<void> {
    const now = this.clock.now();
    const runAt = new Date(now.getTime() + afterMs);
    const data = { edition, since: now.toISOString() };
    await this.jobQueue.add([{ queue: SEND_QUEUE, id: `${edition}.${cause}-${now.getTime()}`, data, runAt }]);
  }
}
