import { languageFor, type Newsletter } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { MakeEdition } from '../plan-edition/make-edition.js';
import { StartSending } from '../plan-edition/start-sending.js';
import type { StartedEditions } from './edition.dto.js';

/**
 * Sends a newsletter now, to everybody confirmed and not paused, with what came after its last edition. Pressed twice, the
 * second time finds nothing new and sends nothing.
 */
@Injectable()
export class SendNow {
  constructor(
    private readonly audience: AudienceReader,
    private readonly editions: EditionStore,
    private readonly makeEdition: MakeEdition,
    private readonly sending: StartSending,
    private readonly clock: Clock,
  ) {}

  async send(newsletter: Newsletter): Promise<StartedEditions> {
    const slot = this.clock.now();
    const cohorts = await this.audience.cohorts(newsletter.id);
    const languages = [...new Set(cohorts.map((cohort) => languageFor(newsletter, cohort.language)))].sort();
    const editions: StartedEditions['editions'] = [];
    for (const language of languages) {
      const since = (await this.editions.lastPosition(newsletter.id, language)) ?? 0;
      const id = await this.makeEdition.make({ newsletter, language, slot, since, to: { kind: 'everyone' } });
      if (id !== undefined) editions.push({ id, language, audience: await this.sending.start(id, newsletter) });
    }
    return { editions };
  }
}
