import { createEvent } from '#contracts/cloud-event.js';
import { EditionFinished } from '#contracts/events/edition-finished.event.js';
import type { SendCounts } from '#contracts/send-state.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore, type EditionRecord } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { cancelPlanned } from './cancel-planned.js';
import { ReportMailed } from './report-mailed.js';
import { SEND_QUEUE, type SendOrder } from './send-queue.js';

const LOOK_AGAIN_MS = 60_000;

/** Where the progress of editions is kept and told. */
@Injectable()
export class ProgressParts {
  constructor(
    readonly editions: EditionStore,
    readonly jobQueue: JobQueue,
    readonly eventLog: EventLog,
    readonly mailed: ReportMailed,
  ) {}
}

/** Moves an edition from planned to sending to finished, by what the ledger holds. */
@Injectable()
export class EditionProgress {
  constructor(
    private readonly parts: ProgressParts,
    private readonly ledger: SendLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * False for an edition that is paused or canceled, or whose audience is not written yet. A finished one may: rows that were put
   * back by a decision are sent without its being finished a second time.
   */
  async mayGoOn({ id, state, audienceComplete }: EditionRecord): Promise<boolean> {
    if (!audienceComplete) return false;
    if (state === 'planned') return this.parts.editions.move(id, ['planned'], 'sending', this.clock.now());
    return state === 'sending' || state === 'finished';
  }

  /** Ends the edition when every row has its outcome; else has the rest looked at again later. Told before it is ended: after a crash it is told again. */
  async settle(order: SendOrder): Promise<void> {
    const edition = await this.parts.editions.find(order.edition);
    if (edition?.state === 'canceled') {
      return cancelPlanned(this.ledger, edition.id, 'the edition was canceled', this.clock.now());
    }
    if (edition?.state !== 'sending' && edition?.state !== 'finished') return;
    const counts = await this.ledger.counts(edition.id);
    if ((counts.planned ?? 0) + (counts.intent ?? 0) > 0) return this.lookAgain(order);
    if (edition.state === 'finished') return;
    await this.parts.eventLog.append([this.finished(edition, counts)]);
    await this.parts.mailed.report(edition, counts);
    await this.parts.editions.move(edition.id, ['sending'], 'finished', this.clock.now());
  }

  private async lookAgain({ edition, since }: SendOrder): Promise<void> {
    const runAt = new Date(Math.ceil((this.clock.now().getTime() + LOOK_AGAIN_MS) / LOOK_AGAIN_MS) * LOOK_AGAIN_MS);
    const data = { edition, ...(since === undefined ? {} : { since }) };
    await this.parts.jobQueue.add([{ queue: SEND_QUEUE, id: `${edition}.again-${runAt.getTime()}`, data, runAt }]);
  }

  private finished({ id, newsletter }: EditionRecord, counts: SendCounts) {
    const audience = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const data = { editionId: id, newsletter, audience, counts };
    return createEvent(EditionFinished, data, { service: 'newsletter', time: this.clock.now() });
  }
}
