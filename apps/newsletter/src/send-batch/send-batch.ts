import type { SubscriberId } from '#contracts/ids.js';
import { AudienceReader, type Recipient } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import type { EditionRecord } from '#ports/edition-store.port.js';
import { Mailer, type MailMessage, type MailOutcome } from '#ports/mailer.port.js';
import { SendLedger, type SendOutcome } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { messageIdOf, type EditionMessage } from './edition-message.js';
import { Refusals } from './refusals.js';
import { SenderLease } from './sender-lease.js';

const SETTLE_EACH = 200;
const RETRY_FIRST_MS = 60_000;
const RETRY_LONGEST_MS = 3_600_000;
/** A message that no server takes for so long is given up. */
const GIVE_UP_MS = 24 * 3_600_000;

/** Who gets mail, who must not, and under whose name rows are claimed. */
@Injectable()
export class SendParts {
  constructor(
    readonly audience: AudienceReader,
    readonly refusals: Refusals,
    readonly links: SubscriberLinks,
    readonly lease: SenderLease,
  ) {}
}

/**
 * Sends a batch of due rows. A row's intent is committed before its message is begun, so that whatever happens nobody gets
 * a second one without a decision; outcomes are written as they come.
 */
@Injectable()
export class SendBatch {
  constructor(
    private readonly ledger: SendLedger,
    private readonly mailer: Mailer,
    private readonly parts: SendParts,
    private readonly clock: Clock,
  ) {}

  async send(edition: EditionRecord, message: EditionMessage, due: readonly SubscriberId[]): Promise<void> {
    const { owner } = this.parts.lease;
    const recipients = await this.parts.audience.recipients(edition.newsletter, due);
    const allowed = await this.allowed(edition, due, recipients);
    const claimed = new Set(await this.ledger.claim(edition.id, [...allowed.keys()], owner, this.clock.now()));
    const mine = [...allowed.values()].filter(({ id }) => claimed.has(id));
    let outcomes: SendOutcome[] = [];
    for await (const outcome of this.mailer.send(this.messages(edition, message, mine))) {
      outcomes.push(await this.outcomeOf(edition, outcome, allowed));
      if (outcomes.length < SETTLE_EACH) continue;
      await this.ledger.settle(edition.id, outcomes, owner, this.clock.now());
      outcomes = [];
    }
    await this.ledger.settle(edition.id, outcomes, owner, this.clock.now());
  }

  /** Those who still want it and are not suppressed; the others' rows end here. */
  private async allowed(
    { id }: EditionRecord,
    due: readonly SubscriberId[],
    recipients: readonly Recipient[],
  ): Promise<Map<SubscriberId, Recipient>> {
    const wanted = new Map(recipients.map((recipient) => [recipient.id, recipient]));
    const suppressed = await this.parts.refusals.suppressed(recipients.map(({ email }) => email));
    const ended: SendOutcome[] = [];
    for (const subscriber of due) {
      const email = wanted.get(subscriber)?.email;
      if (email === undefined) ended.push({ subscriber, state: 'canceled', reply: 'no longer subscribed, or paused' });
      else if (suppressed.has(email)) {
        ended.push({ subscriber, state: 'suppressed', reply: 'the address is suppressed' });
        wanted.delete(subscriber);
      }
    }
    if (ended.length > 0) await this.ledger.settle(id, ended, this.parts.lease.owner, this.clock.now());
    return wanted;
  }

  private *messages(
    { id: edition, newsletter }: EditionRecord,
    { template, from }: EditionMessage,
    recipients: readonly Recipient[],
  ): Generator<MailMessage> {
    for (const { id, email } of recipients) {
      const raw = template.fill({
        to: email,
        messageId: messageIdOf(edition, id, from),
        unsubscribe: this.parts.links.unsubscribe(newsletter, id),
        preferences: this.parts.links.preferences(id),
      });
      yield { id, from, to: email, raw };
    }
  }

  private async outcomeOf(
    edition: EditionRecord,
    outcome: MailOutcome,
    recipients: ReadonlyMap<string, Recipient>,
  ): Promise<SendOutcome> {
    const recipient = recipients.get(outcome.id as SubscriberId);
    if (recipient === undefined) throw new Error(`the mailer answered for ${outcome.id}, which it was not given`);
    const { id: subscriber } = recipient;
    const { reply } = outcome;
    if (outcome.state === 'refused') {
      if (outcome.permanentAddress) await this.parts.refusals.refused(recipient, reply);
      return { subscriber, state: 'refused', reply, permanent: outcome.permanentAddress };
    }
    if (outcome.state === 'deferred') return this.later(edition, subscriber, reply);
    return { subscriber, state: outcome.state, reply };
  }

  private later(edition: EditionRecord, subscriber: SubscriberId, reply: string): SendOutcome {
    const now = this.clock.now().getTime();
    const age = now - Date.parse(edition.createdAt);
    if (age > GIVE_UP_MS) return { subscriber, state: 'refused', reply: `given up: ${reply}`, permanent: false };
    const pause = Math.min(RETRY_LONGEST_MS, Math.max(RETRY_FIRST_MS, age));
    return { subscriber, state: 'planned', reply, retryAt: new Date(now + pause) };
  }
}
