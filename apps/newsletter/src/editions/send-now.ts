import type { EditionId } from '#contracts/ids.js';
import { languageFor, type Newsletter } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { MakeEdition } from '../plan-edition/make-edition.js';
import { OneAtATime } from '../plan-edition/one-at-a-time.js';
import { StartSending } from '../plan-edition/start-sending.js';
import { AwaitCollected } from './await-collected.js';
import type { StartedEditions } from './edition.dto.js';

/** Makes editions and brings them on their way. */
@Injectable()
export class EditionMaking {
  constructor(
    readonly oneAtATime: OneAtATime,
    readonly makeEdition: MakeEdition,
    readonly sending: StartSending,
    readonly collected: AwaitCollected,
  ) {}
}

/**
 * Sends a newsletter now, to everybody confirmed and not paused, with what came after its last edition. Pressed twice, the
 * second time finds nothing new and sends nothing.
 */
@Injectable()
export class SendNow {
  constructor(
    private readonly audience: AudienceReader,
    private readonly editions: EditionStore,
    private readonly making: EditionMaking,
    private readonly clock: Clock,
  ) {}

  async send(newsletter: Newsletter): Promise<StartedEditions> {
    await this.making.collected.upToNow();
    const made = await this.making.oneAtATime.run(newsletter.id, () => this.make(newsletter));
    const editions: StartedEditions['editions'] = [];
    for (const { id, language } of made) {
      editions.push({ id, language, audience: await this.making.sending.start(id, newsletter) });
    }
    return { editions };
  }

  private async make(newsletter: Newsletter): Promise<Array<{ id: EditionId; language: string }>> {
    const slot = this.clock.now();
    const cohorts = await this.audience.cohorts(newsletter.id);
    const languages = [...new Set(cohorts.map((cohort) => languageFor(newsletter, cohort.language)))].sort();
    const made: Array<{ id: EditionId; language: string }> = [];
    for (const language of languages) {
      const since = (await this.editions.lastPosition(newsletter.id, language)) ?? 0;
      const edition = await this.making.makeEdition.make({
        ...{ newsletter, language, slot, since, to: { kind: 'everyone' } },
      });
      if ('id' in edition) made.push({ id: edition.id, language });
    }
    return made;
  }
}
