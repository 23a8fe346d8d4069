import type { EditionId } from '#contracts/ids.js';
import { EditionStore, type EditionRecord } from '#ports/edition-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { EditionProgress } from './edition-progress.js';
import { EditionWatch } from './edition-watch.js';
import { SEND_QUEUE, SendOrder } from './send-queue.js';
import { SendRun } from './send-run.js';

/**
 * Sends the due rows of an edition as long as nobody stops it; what is due later comes with a later job. Done again it does what
 * is missing: the ledger knows the rest.
 */
@Injectable()
export class SendEdition {
  constructor(
    private readonly editions: EditionStore,
    private readonly sending: SendRun,
    private readonly progress: EditionProgress,
  ) {}

  @HandleJobs({ queue: SEND_QUEUE, concurrency: 2 })
  async run({ data }: Job, signal: AbortSignal): Promise<void> {
    const order = SendOrder.parse(data);
    const edition = await this.editions.find(order.edition);
    if (edition === undefined) return;
    const watch = new EditionWatch(edition.id, () => this.sendable(edition.id), signal);
    try {
      await this.sending.send(watch, new Date(order.since ?? edition.createdAt));
    } finally {
      watch.end();
    }
    signal.throwIfAborted();
    await this.progress.settle(order);
  }

  private async sendable(id: EditionId): Promise<EditionRecord | undefined> {
    const edition = await this.editions.find(id);
    return edition !== undefined && (await this.progress.mayGoOn(edition)) ? edition : undefined;
  }
}
