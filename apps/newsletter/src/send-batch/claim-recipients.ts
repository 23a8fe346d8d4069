import type { EditionId, SubscriberId } from '#contracts/ids.js';
import { AudienceReader, type Recipient } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import type { EditionRecord } from '#ports/edition-store.port.js';
import { SendLedger, type SendOutcome } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { MailMetrics } from './mail-metrics.js';
import { Refusals } from './refusals.js';

/** Who may be written to, read at the last moment. */
@Injectable()
export class RecipientParts {
  constructor(
    readonly audience: AudienceReader,
    readonly refusals: Refusals,
    readonly metrics: MailMetrics,
  ) {}
}

/**
 * Takes the next due rows of an edition. Their intent is committed before anyone begins their mails, so that whatever happens
 * nobody gets a second one without a decision. Rows of those who left or are suppressed end here.
 */
@Injectable()
export class ClaimRecipients {
  constructor(
    private readonly ledger: SendLedger,
    private readonly parts: RecipientParts,
    private readonly clock: Clock,
  ) {}

  /** Those of `most` due rows who may be written to; undefined when nothing is due. */
  async due(edition: EditionRecord, most: number, owner: string): Promise<readonly Recipient[] | undefined> {
    const due = await this.ledger.due(edition.id, this.clock.now(), most);
    return due.length === 0 ? undefined : this.allowed(edition, due, owner);
  }

  /** Those of them that were won; there may be none: then others are to be asked for. */
  async claim(edition: EditionId, recipients: readonly Recipient[], owner: string): Promise<readonly Recipient[]> {
    const ids = recipients.map(({ id }) => id);
    const won = new Set(await this.ledger.claim(edition, ids, owner, this.clock.now()));
    return recipients.filter(({ id }) => won.has(id));
  }

  private async allowed(
    { id, newsletter }: EditionRecord,
    due: readonly SubscriberId[],
    owner: string,
  ): Promise<readonly Recipient[]> {
    const wanting = await this.parts.audience.recipients(newsletter, due);
    const allowed = new Map(wanting.map((recipient) => [recipient.id, recipient]));
    const suppressed = await this.parts.refusals.suppressed(wanting.map(({ email }) => email));
    const ended: SendOutcome[] = due
      .filter((subscriber) => !allowed.has(subscriber))
      .map((subscriber) => ({ subscriber, state: 'canceled', reply: 'no longer subscribed, or paused' }));
    for (const { id: subscriber, email } of wanting) {
      if (!suppressed.has(email)) continue;
      allowed.delete(subscriber);
      ended.push({ subscriber, state: 'suppressed', reply: 'the address is suppressed' });
    }
    if (ended.length > 0) await this.ledger.settle(id, ended, owner, this.clock.now());
    for (const { state } of ended) if (state !== 'planned') this.parts.metrics.count(state);
    return [...allowed.values()];
  }
}
