import { EditionId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import type { Edition } from '#ports/edition-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { EditionReader } from '../plan-edition/edition-reader.js';
import { EditionMessages, type EditionMessage } from './edition-message.js';
import { EditionProgress } from './edition-progress.js';
import { SendBatch } from './send-batch.js';
import { SEND_QUEUE } from './send-queue.js';

const BATCH = 1_000;

/** What a batch is made of. */
@Injectable()
export class EditionSource {
  constructor(
    readonly editions: EditionReader,
    readonly newsletters: NewsletterStore,
    readonly messages: EditionMessages,
  ) {}
}

/** Sends the due rows of an edition, batch by batch, as long as nobody stops it; what is not yet due comes with a later job. */
@Injectable()
export class SendEdition {
  constructor(
    private readonly source: EditionSource,
    private readonly ledger: SendLedger,
    private readonly batch: SendBatch,
    private readonly progress: EditionProgress,
    private readonly clock: Clock,
  ) {}

  @HandleJobs({ queue: SEND_QUEUE, concurrency: 2 })
  async run({ data }: Job, signal: AbortSignal): Promise<void> {
    const id = EditionId.parse(data['edition']);
    let composed: { readonly revision: number; readonly message: EditionMessage } | undefined;
    for (;;) {
      signal.throwIfAborted();
      const edition = await this.source.editions.find(id);
      const newsletter = edition && (await this.source.newsletters.find(edition.newsletter));
      if (edition === undefined || newsletter === undefined || !(await this.progress.mayGoOn(edition))) return;
      const due = await this.ledger.due(id, this.clock.now(), BATCH);
      if (due.length === 0 || (await this.isEmpty(edition))) break;
      if (composed?.revision !== edition.revision) {
        composed = { revision: edition.revision, message: await this.compose(edition, newsletter) };
      }
      await this.batch.send(edition, composed.message, due);
    }
    await this.progress.settle(id);
  }

  private compose(edition: Edition, newsletter: Newsletter): Promise<EditionMessage> {
    return this.source.messages.compose(edition, newsletter);
  }

  /** An edition whose articles were all taken back is not sent. */
  private async isEmpty({ id, articles }: Edition): Promise<boolean> {
    if (articles.length > 0) return false;
    const reason = 'all articles of the edition were withdrawn';
    while ((await this.ledger.cancel(id, reason, this.clock.now(), BATCH)) === BATCH);
    return true;
  }
}
