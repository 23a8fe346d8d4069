import { base32 } from '#contracts/base32.js';
import type { NewsletterId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { ProblemError } from '#contracts/problem.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { WORDING_VERSION } from '#web/phrases/subscribe-phrases.js';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { CONFIRMATION_QUEUE } from './confirmation-queue.js';
import { normalAddress } from './normal-address.js';
import type { SubscriptionRequest } from './subscription-request.dto.js';
import { wordingOf } from './wording.js';

/** Where and how somebody signed up. */
export interface SignUpPlace {
  readonly ip: string;
  /** The page or address where the words of consent stood. */
  readonly page: string;
}

/**
 * Keeps a wish with its evidence and has the confirmation mail sent later, so that the answer takes as long for an address
 * that is known as for one that is not.
 */
@Injectable()
export class SignUp {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly signups: SignupStore,
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** 422 for a newsletter that does not exist. */
  async request(wish: SubscriptionRequest, { ip, page }: SignUpPlace): Promise<void> {
    const wanted = await this.wanted(wish);
    const id = base32(randomBytes(16));
    const language = wish.language ?? wanted[0]?.languages[0] ?? 'en';
    await this.signups.put({
      ...{ id, language, page, ip, email: normalAddress(wish.email), newsletters: wanted.map((one) => one.id) },
      timeZone: wish.timeZone ?? 'UTC',
      ...withoutAbsent({ hour: wish.hour }),
      wording: wordingOf(wanted, language),
      wordingVersion: WORDING_VERSION,
      at: this.clock.now().toISOString(),
    });
    await this.jobQueue.add([{ queue: CONFIRMATION_QUEUE, id, data: { signup: id } }]);
  }

  private async wanted({ newsletters }: SubscriptionRequest): Promise<Newsletter[]> {
    const found = new Map<NewsletterId, Newsletter>();
    for (const [index, id] of newsletters.entries()) {
      const newsletter = await this.newsletters.find(id);
      if (newsletter === undefined) throw unknownNewsletter(index, id);
      found.set(id, newsletter);
    }
    return [...found.values()];
  }
}

function unknownNewsletter(index: number, id: string): ProblemError {
  return new ProblemError(422, `There is no newsletter ${id}.`, {
    errors: [{ pointer: `/newsletters/${index}`, detail: 'is no newsletter' }],
  });
}
