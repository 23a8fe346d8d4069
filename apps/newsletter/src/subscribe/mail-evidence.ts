import { SignupStore, type Signup } from '#ports/signup-store.port.js';
import { SubscriberStore, type Subscriber, type Subscription } from '#ports/subscriber-store.port.js';
import { Injectable } from '@nestjs/common';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';

/** Keeps when a confirmation mail was handed over and what it was, for the evidence of the consent it leads to. */
@Injectable()
export class MailEvidence {
  constructor(
    private readonly signups: SignupStore,
    private readonly subscribers: SubscriberStore,
    private readonly changes: ChangeSubscriber,
  ) {}

  /** Its reader may have been quicker and have confirmed already: then the consent gets it too. */
  async record(signup: Signup, mail: { at: Date; hash: string }): Promise<void> {
    await this.signups.recordMail(signup.id, mail);
    const evidence = { at: mail.at.toISOString(), hash: mail.hash };
    await this.changes.change(
      () => this.subscribers.findByEmail(signup.email),
      (subscriber) => {
        if (subscriber === undefined || !subscriber.subscriptions.some((one) => lacksMail(one, signup)))
          return undefined;
        return { subscriber: completed(subscriber, signup, evidence), facts: [] };
      },
    );
  }
}

function completed(subscriber: Subscriber, signup: Signup, mail: { at: string; hash: string }): Subscriber {
  const subscriptions = subscriber.subscriptions.map((one) =>
    lacksMail(one, signup) ? { ...one, consent: { ...one.consent, mail } } : one,
  );
  return { ...subscriber, subscriptions };
}

function lacksMail({ newsletter, consent }: Subscription, { newsletters, at }: Signup): boolean {
  return newsletters.includes(newsletter) && consent.signup.at === at && consent.mail === undefined;
}
