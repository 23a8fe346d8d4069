import type { Recipient } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { Mailer, type MailMessage } from '#ports/mailer.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { cancelPlanned } from './cancel-planned.js';
import { ClaimRecipients } from './claim-recipients.js';
import { ClaimSize } from './claim-size.js';
import { EditionMessages, type EditionMessage } from './edition-message.js';
import type { EditionWatch } from './edition-watch.js';
import { OutcomeBook } from './outcome-book.js';
import { OutcomeMeaning } from './outcome-meaning.js';
import { OwedOutcomes } from './owed-outcomes.js';
import { SenderLease } from './sender-lease.js';

/** So many in a row that nobody took: the server is away or wants no mail now, and the rest need not be tried. */
const DEFERRED_IN_A_ROW = 100;
/** Mails written, and signed, at the same time. */
const TOGETHER = 16;

/** How rows are claimed, written down and settled. */
@Injectable()
export class SendParts {
  constructor(
    readonly claims: ClaimRecipients,
    readonly messages: EditionMessages,
    readonly meaning: OutcomeMeaning,
    readonly lease: SenderLease,
    readonly owed: OwedOutcomes,
  ) {}
}

/** Sends the due rows of an edition in one stream through the mailer, claiming the next while the last are on their way. */
@Injectable()
export class SendRun {
  constructor(
    private readonly mailer: Mailer,
    private readonly ledger: SendLedger,
    private readonly parts: SendParts,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when nothing is due or the watch says stop; every row that was claimed is settled then. Rejects when the ledger is
   * away; what it was not told is owed then.
   */
  async send(watch: EditionWatch, since: Date): Promise<void> {
    const owner = await this.parts.lease.take();
    const book = this.book(watch, since, owner);
    let deferred = 0;
    const handBack = (): void => book.handBack();
    watch.signal.addEventListener('abort', handBack);
    try {
      for await (const outcome of this.mailer.send(this.mails(watch, book, owner), watch.signal)) {
        await book.add(outcome);
        deferred = outcome.state === 'deferred' ? deferred + 1 : 0;
        if (deferred === DEFERRED_IN_A_ROW) watch.stop();
      }
    } finally {
      watch.signal.removeEventListener('abort', handBack);
      await book.close();
    }
  }

  private book(watch: EditionWatch, since: Date, owner: string): OutcomeBook {
    const { meaning, owed } = this.parts;
    return new OutcomeBook({
      settle: (outcomes) => this.ledger.settle(watch.id, outcomes, owner, this.clock.now()),
      owe: (outcomes) => owed.add({ edition: watch.id, owner, outcomes }),
      stop: watch.stop,
      meaningOf: (outcome, recipient) => meaning.of(outcome, recipient, { since, stopped: watch.signal.aborted }),
      now: () => this.clock.now(),
    });
  }

  private async *mails(watch: EditionWatch, book: OutcomeBook, owner: string): AsyncGenerator<MailMessage> {
    try {
      yield* this.claimed(watch, book, owner);
    } catch (error) {
      book.fail(error);
    }
  }

  private async *claimed(watch: EditionWatch, book: OutcomeBook, owner: string): AsyncGenerator<MailMessage> {
    const { claims } = this.parts;
    let message: EditionMessage | undefined;
    const size = new ClaimSize();
    for (let edition = await watch.look(); edition !== undefined; edition = await watch.look()) {
      message = await this.composed(watch, message);
      if (message === undefined) return;
      const due = await claims.due(edition, size.next(), owner);
      if (due === undefined) return;
      book.claim(due);
      const recipients = await claims.claim(edition.id, due, owner);
      book.won(recipients);
      for (let from = 0; from < recipients.length; from += TOGETHER) {
        message = await this.composed(watch, message);
        if (message === undefined || watch.signal.aborted) return;
        const next = recipients.slice(from, from + TOGETHER);
        yield* this.begun(next, await Promise.all(next.map(message.mailTo)), watch, book);
      }
    }
  }

  private *begun(
    recipients: readonly Recipient[],
    mails: readonly MailMessage[],
    { signal }: EditionWatch,
    book: OutcomeBook,
  ): Generator<MailMessage> {
    for (const [index, mail] of mails.entries()) {
      const recipient = recipients[index];
      if (recipient === undefined || signal.aborted) return;
      book.begin(recipient);
      yield mail;
    }
  }

  /** The message as the edition is now; when nothing is left to be sent, what is planned ends. */
  private async composed(watch: EditionWatch, last: EditionMessage | undefined): Promise<EditionMessage | undefined> {
    const { edition } = watch;
    if (edition === undefined || edition.revision === last?.revision) return last;
    const message = await this.parts.messages.compose(edition);
    if ('nothing' in message === false) return message;
    await cancelPlanned(this.ledger, edition.id, message.nothing, this.clock.now());
    return undefined;
  }
}
