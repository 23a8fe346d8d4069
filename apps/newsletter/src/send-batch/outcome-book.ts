import type { SubscriberId } from '#contracts/ids.js';
import type { Recipient } from '#ports/audience.port.js';
import type { MailOutcome } from '#ports/mailer.port.js';
import type { SendOutcome } from '#ports/send-ledger.port.js';

/** A process that is killed leaves unknown what the server said and the ledger was not told. */
const SETTLE_EACH = 200;
const SETTLE_WITHIN_MS = 100;

export interface OutcomeBookParts {
  settle(outcomes: readonly SendOutcome[]): Promise<unknown>;
  /** Given at the end what the ledger did not take, if anything. */
  owe(outcomes: readonly SendOutcome[]): void;
  /** Called when the ledger fails: nothing more is to be begun. */
  stop(): void;
  /** What the ledger is told of an outcome. */
  meaningOf(outcome: MailOutcome, recipient: Recipient): Promise<SendOutcome>;
  now(): Date;
}

/**
 * The claimed rows of one run until each is settled: outcomes go to the ledger together, soon after they came; at the end rows whose
 * mail was never begun are handed back, and rows whose mail got no outcome are unknown.
 */
export class OutcomeBook {
  private readonly waiting = new Map<string, Recipient>();
  private readonly begun = new Map<string, Recipient>();
  private outcomes: SendOutcome[] = [];
  private timer: NodeJS.Timeout | undefined;
  private settling: Promise<void> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly parts: OutcomeBookParts) {}

  /** To be told before the ledger is asked for them, which may not answer though it gave them. */
  claim(recipients: readonly Recipient[]): void {
    for (const recipient of recipients) this.waiting.set(recipient.id, recipient);
  }

  /** Of those that were to be claimed, others have the rest. */
  won(recipients: readonly Recipient[]): void {
    this.waiting.clear();
    this.claim(recipients);
  }

  begin(recipient: Recipient): void {
    this.waiting.delete(recipient.id);
    this.begun.set(recipient.id, recipient);
  }

  async add(outcome: MailOutcome): Promise<void> {
    const recipient = this.begun.get(outcome.id);
    if (recipient === undefined) throw new Error(`the mailer answered for ${outcome.id}, which it was not given`);
    try {
      this.outcomes.push(await this.parts.meaningOf(outcome, recipient));
      this.begun.delete(outcome.id);
      if (this.failure !== undefined) return;
      if (this.outcomes.length >= SETTLE_EACH) await this.flush();
      else this.timer ??= setTimeout(() => void this.flush().catch(this.fail), SETTLE_WITHIN_MS);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Gives rows back at once whose mail was not begun and will not be. */
  handBack(): void {
    const retryAt = this.parts.now();
    for (const subscriber of idsOf(this.waiting)) {
      this.outcomes.push({ subscriber, state: 'planned', reply: 'handed back before it was begun', retryAt });
    }
    this.waiting.clear();
    this.flush().catch(this.fail);
  }

  /** Everything is settled, or owed, when it ends; rejects with what failed. */
  async close(): Promise<void> {
    this.handBack();
    for (const subscriber of idsOf(this.begun)) {
      this.outcomes.push({ subscriber, state: 'unknown', reply: 'the sending ended without an answer' });
    }
    await this.flush().catch(this.fail);
    this.parts.owe(this.outcomes);
    if (this.failure !== undefined) throw this.failure.error;
  }

  /** The run can go no further; what is on its way still gets its outcome. */
  readonly fail = (error: unknown): void => {
    this.failure ??= { error };
    this.parts.stop();
  };

  /** One after another; what could not be written is written with the next. */
  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.settling = this.settling.then(
      () => this.settle(),
      () => this.settle(),
    );
    return this.settling;
  }

  private async settle(): Promise<void> {
    const outcomes = this.outcomes;
    this.outcomes = [];
    if (outcomes.length === 0) return;
    try {
      await this.parts.settle(outcomes);
    } catch (error) {
      this.outcomes = [...outcomes, ...this.outcomes];
      throw error;
    }
  }
}

function idsOf(recipients: ReadonlyMap<string, Recipient>): SubscriberId[] {
  return [...recipients.values()].map(({ id }) => id);
}
