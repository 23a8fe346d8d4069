import { base32 } from '#contracts/base32.js';
import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { SignupStore } from '#ports/signup-store.port.js';
import { interfaceLanguage } from '#web/interface-language.js';
import { SUBSCRIBE_PHRASES, WORDING_VERSION } from '#web/phrases/subscribe-phrases.js';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { CONFIRMATION_QUEUE } from './confirmation-queue.js';
import { normalAddress } from './normal-address.js';
import type { SubscriptionRequest } from './subscription-request.dto.js';

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
    const names: string[] = [];
    for (const [index, id] of wish.newsletters.entries()) {
      const found = await this.newsletters.find(id);
      if (found === undefined) throw unknownNewsletter(index, id);
      names.push(found.name[wish.language ?? ''] ?? Object.values(found.name)[0] ?? id);
    }
    const id = base32(randomBytes(16));
    const language = wish.language ?? 'en';
    const say = SUBSCRIBE_PHRASES[interfaceLanguage(undefined, language)];
    await this.signups.put({
      ...{ id, language, page, ip, email: normalAddress(wish.email), newsletters: [...new Set(wish.newsletters)] },
      timeZone: wish.timeZone ?? 'UTC',
      ...(wish.hour === undefined ? {} : { hour: wish.hour }),
      wording: say.consent([...new Set(names)].join(', ')),
      wordingVersion: WORDING_VERSION,
      at: this.clock.now().toISOString(),
    });
    await this.jobQueue.add([{ queue: CONFIRMATION_QUEUE, id, data: { signup: id } }]);
  }
}

function unknownNewsletter(index: number, id: string): ProblemError {
  return new ProblemError(422, `There is no newsletter ${id}.`, {
    errors: [{ pointer: `/newsletters/${index}`, detail: 'is no newsletter' }],
  });
}
