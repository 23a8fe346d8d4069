import type { NewsletterId } from '#contracts/ids.js';
import { Clock } from '#ports/clock.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import type { Consent } from '#ports/subscriber-store.port.js';
import { Config } from '#runtime/config/config.js';
import { WORDING_VERSION } from '#web/phrases/subscribe-phrases.js';
import { Injectable } from '@nestjs/common';
import { wordingOf } from '../subscribe/wording.js';

/** The evidence of a consent given on the own settings page, whose link came by mail: words, page, time and network address. */
@Injectable()
export class JoinNewsletters {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** One for each newsletter that there is; `language` is what the page spoke. */
  async consents(
    ids: readonly NewsletterId[],
    { language, ip }: { language: string; ip: string },
  ): Promise<Map<NewsletterId, Consent>> {
    const moment = { at: this.clock.now().toISOString(), ip };
    const page = `${this.config.publicUrl}/s/-/preferences`;
    const consents = new Map<NewsletterId, Consent>();
    for (const id of new Set(ids)) {
      const newsletter = await this.newsletters.find(id);
      if (newsletter === undefined) continue;
      const wording = wordingOf([newsletter], language);
      consents.set(id, { wording, wordingVersion: WORDING_VERSION, page, signup: moment, click: moment });
    }
    return consents;
  }
}
