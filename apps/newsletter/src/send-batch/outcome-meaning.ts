import type { Recipient } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import type { MailOutcome } from '#ports/mailer.port.js';
import type { SendOutcome } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { MailMetrics } from './mail-metrics.js';
import { Refusals } from './refusals.js';

const RETRY_FIRST_MS = 60_000;
const RETRY_LONGEST_MS = 3_600_000;
/** A mail that no server took for so long is given up. */
const GIVE_UP_MS = 24 * 3_600_000;

export interface RunState {
  /** Since when the rows are tried. */
  readonly since: Date;
  /** True when we ended the sending ourselves. */
  readonly stopped: boolean;
}

/** What an answer of the mail server means for a row of the ledger. */
@Injectable()
export class OutcomeMeaning {
  constructor(
    private readonly refusals: Refusals,
    private readonly metrics: MailMetrics,
    private readonly clock: Clock,
  ) {}

  /** Suppresses an address that was refused for good before it answers. */
  async of(outcome: MailOutcome, recipient: Recipient, run: RunState): Promise<SendOutcome> {
    this.metrics.count(outcome.state);
    const { id: subscriber } = recipient;
    const { reply } = outcome;
    if (outcome.state === 'refused') {
      if (outcome.permanentAddress) await this.refusals.refused(recipient, reply);
      return { subscriber, state: 'refused', reply, permanent: outcome.permanentAddress };
    }
    if (outcome.state !== 'deferred') return { subscriber, state: outcome.state, reply };
    if (run.stopped) return { subscriber, state: 'planned', reply, retryAt: this.clock.now() };
    return this.later(outcome, recipient, run.since);
  }

  /** The pauses grow with the time that was waited already. */
  private later({ reply }: MailOutcome, { id: subscriber }: Recipient, since: Date): SendOutcome {
    const now = this.clock.now().getTime();
    const waited = now - since.getTime();
    if (waited > GIVE_UP_MS) return { subscriber, state: 'refused', reply: `given up: ${reply}`, permanent: false };
    const pause = Math.min(RETRY_LONGEST_MS, Math.max(RETRY_FIRST_MS, waited));
    return { subscriber, state: 'planned', reply, retryAt: new Date(now + pause) };
  }
}
