import { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { Clock } from '#ports/clock.port.js';
import { Config } from '#runtime/config/config.js';
import { Signer } from '#runtime/security/signer.js';
import { Injectable } from '@nestjs/common';

const CONFIRM_DAYS = 7;
const DAY_MS = 86_400_000;

/** What the holder of a link may do. No link holds an address. */
export type Purpose =
  | { readonly kind: 'confirm'; readonly signup: string }
  | { readonly kind: 'preferences'; readonly subscriber: SubscriberId }
  | { readonly kind: 'unsubscribe'; readonly subscriber: SubscriberId; readonly newsletter: NewsletterId };

/** Personal links of mails below `<public url>/s/<token>`: made with one signature each, worth nothing for another purpose. */
@Injectable()
export class SubscriberLinks {
  constructor(
    private readonly config: Config,
    private readonly signer: Signer,
    private readonly clock: Clock,
  ) {}

  /** Ends after seven days. */
  confirm(signup: string): string {
    const end = new Date(this.clock.now().getTime() + CONFIRM_DAYS * DAY_MS);
    return this.urlOf(this.signer.sign('confirm', signup, end));
  }

  preferences(subscriber: SubscriberId): string {
    return `${this.urlOf(this.signer.sign('preferences', subscriber))}/preferences`;
  }

  unsubscribe(newsletter: NewsletterId, subscriber: SubscriberId): string {
    return `${this.urlOf(this.signer.sign('unsubscribe', `${subscriber} ${newsletter}`))}/unsubscribe`;
  }

  /** What a token is for; undefined when it is not ours, changed or past its end. */
  read(token: string): Purpose | undefined {
    const signup = this.signer.verify('confirm', token);
    if (signup !== undefined) return { kind: 'confirm', signup };
    const owner = SubscriberId.safeParse(this.signer.verify('preferences', token));
    if (owner.success) return { kind: 'preferences', subscriber: owner.data };
    const [who, what] = this.signer.verify('unsubscribe', token)?.split(' ') ?? [];
    const subscriber = SubscriberId.safeParse(who);
    const newsletter = NewsletterId.safeParse(what);
    if (!subscriber.success || !newsletter.success) return undefined;
    return { kind: 'unsubscribe', subscriber: subscriber.data, newsletter: newsletter.data };
  }

  private urlOf(token: string): string {
    return `${this.config.publicUrl}/s/${token}`;
  }
}
