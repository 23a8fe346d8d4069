import { createEvent } from '#contracts/cloud-event.js';
import { EditionCanceled } from '#contracts/events/edition-canceled.event.js';
import type { EditionId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore, type EditionRecord, type EditionState } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import type { SendId } from './send.dto.js';
import { cancelPlanned } from '../send-batch/cancel-planned.js';
import { OrderSends } from '../send-batch/order-sends.js';

/** Stops, goes on with, ends and repeats the sending of an edition. Each is safe to ask for twice. */
@Injectable()
export class SteerEdition {
  constructor(
    private readonly editions: EditionStore,
    private readonly ledger: SendLedger,
    private readonly orders: OrderSends,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  async pause(id: EditionId): Promise<void> {
    await this.move(id, ['planned', 'sending'], 'paused');
  }

  async resume(id: EditionId): Promise<void> {
    await this.move(id, ['paused'], 'sending');
    await this.orders.order(id, 'resumed');
  }

  /** What is not sent never will be; a message on its way is not called back. */
  async cancel(id: EditionId, by: string): Promise<void> {
    await this.move(id, ['planned', 'sending', 'paused'], 'canceled');
    const now = this.clock.now();
    await cancelPlanned(this.ledger, id, `canceled by ${by}`, now);
    const { newsletter } = await this.find(id);
    const data = { editionId: id, newsletter, at: now.toISOString() };
    await this.eventLog.append([createEvent(EditionCanceled, data, { service: 'newsletter', time: now })]);
  }

  /** Sends again to those refused for another reason than their address; answers how many. */
  async resendMissed(id: EditionId, by: string): Promise<number> {
    const { state } = await this.find(id);
    if (state === 'canceled') throw new ProblemError(409, `The edition ${id} was canceled.`);
    return this.orders.after(id, 'missed', () => this.ledger.resendMissed(id, { by, at: this.clock.now() }));
  }

  /** Decides what an unknown send is; 409 for any other, and for one to be sent again of an edition that was canceled. */
  async resolve({ edition, subscriber }: SendId, as: 'sent' | 'resend', by: string): Promise<void> {
    const { state } = await this.find(edition);
    if (as === 'resend' && state === 'canceled') throw new ProblemError(409, `The edition ${edition} was canceled.`);
    const decide = () => this.ledger.resolve(edition, subscriber, { as, by, at: this.clock.now() });
    const decided = as === 'sent' ? await decide() : await this.orders.after(edition, `resolved-${subscriber}`, decide);
    if (!decided) throw new ProblemError(409, 'Only a send whose end is unknown can be decided.');
  }

  private async find(id: EditionId): Promise<EditionRecord> {
    const edition = await this.editions.find(id);
    if (edition === undefined) throw new ProblemError(404, `There is no edition ${id}.`);
    return edition;
  }

  /** 409 when the edition is in a state that cannot become the wished one. */
  private async move(id: EditionId, from: readonly EditionState[], to: EditionState): Promise<void> {
    if (await this.editions.move(id, from, to, this.clock.now())) return;
    const { state } = await this.find(id);
    if (state !== to) throw new ProblemError(409, `The edition ${id} is ${state}.`);
  }
}
