import { TransientError } from '#contracts/errors.js';
import { nameOf } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SignupStore, type Signup } from '#ports/signup-store.port.js';
import { SuppressionStore } from '#ports/suppression-store.port.js';
import { HandleJobs } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { OneAtATime } from '../plan-edition/one-at-a-time.js';
import { SendSingleMail } from '../single-mail/send-single-mail.js';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { CONFIRMATION_QUEUE } from './confirmation-queue.js';
import { confirmationMail } from './confirmation-mail.js';
import { MailEvidence } from './mail-evidence.js';

const MOST_MAILS_PER_HOUR = 3;
const HOUR_MS = 3_600_000;

/** What confirmation mails are made of and go by. */
@Injectable()
export class ConfirmationParts {
  constructor(
    readonly newsletters: NewsletterStore,
    readonly suppressions: SuppressionStore,
    readonly links: SubscriberLinks,
    readonly mail: SendSingleMail,
    readonly evidence: MailEvidence,
  ) {}
}

/**
 * Sends confirmation mails. An address that is suppressed, or had three within an hour, gets none, and nobody is told.
 * A mail that was refused, or whose end is unknown, is not sent again: its reader can ask once more.
 */
@Injectable()
export class SendConfirmation {
  constructor(
    private readonly signups: SignupStore,
    private readonly parts: ConfirmationParts,
    private readonly oneAtATime: OneAtATime,
    private readonly clock: Clock,
  ) {}

  @HandleJobs({ queue: CONFIRMATION_QUEUE, concurrency: 4 })
  async run({ data }: Job): Promise<void> {
    const signup = await this.signups.find(String(data['signup']));
    if (signup === undefined || signup.mail !== undefined) return;
    // Those of one address one after another: each counts the mails that went before it.
    await this.oneAtATime.run(`mail to ${signup.email}`, () => this.mail(signup));
  }

  private async mail(signup: Signup): Promise<void> {
    if (!(await this.mayHaveMail(signup))) return;
    const { subject, html, text } = confirmationMail(
      signup,
      await this.namesOf(signup),
      this.parts.links.confirm(signup.id),
    );
    const { outcome, hash } = await this.parts.mail.send({
      ...{ to: signup.email, subject, html, text, messageKey: `confirmation ${signup.id}` },
    });
    if (outcome.state === 'deferred') throw new TransientError(`the confirmation mail waits: ${outcome.reply}`);
    if (outcome.state !== 'refused') await this.parts.evidence.record(signup, { at: this.clock.now(), hash });
  }

  private async mayHaveMail({ email }: Signup): Promise<boolean> {
    if ((await this.parts.suppressions.among([email])).size > 0) return false;
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    return (await this.signups.mailsSince(email, since)) < MOST_MAILS_PER_HOUR;
  }

  private async namesOf({ newsletters, language }: Signup): Promise<string[]> {
    const found = await Promise.all(newsletters.map((id) => this.parts.newsletters.find(id)));
    return found.flatMap((newsletter) => (newsletter === undefined ? [] : nameOf(newsletter, language)));
  }
}
