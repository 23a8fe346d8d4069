import type { EditionId } from '#contracts/ids.js';
import { languageFor, type Newsletter } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { MakeEdition } from '../plan-edition/make-edition.js';
import { notOvertaken } from '../plan-edition/not-overtaken.js';
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
    const made = new Map<string, EditionId>();
    await this.making.oneAtATime.run(newsletter.id, () =>
      notOvertaken(newsletter.id, () => this.make(newsletter, made)),
    );
    const editions: StartedEditions['editions'] = [];
    for (const [language, id] of made) {
      editions.push({ id, language, audience: await this.making.sending.start(id, newsletter) });
    }
    return { editions };
  }

  /** Makes those that are not made yet. */
  private async make(newsletter: Newsletter, made: Map<string, EditionId>): Promise<'made' | 'overtaken'> {
    let { turn } = await this.editions.served(newsletter.id);
    const slot = this.clock.now();
    const cohorts = await this.audience.cohorts(newsletter.id);
    const languages = [...new Set(cohorts.map((cohort) => languageFor(newsletter, cohort.language)))].sort();
    for (const language of languages.filter((one) => !made.has(one))) {
      const since = (await this.editions.lastPosition(newsletter.id, language)) ?? 0;
      const edition = await this.making.makeEdition.make({
        ...{ newsletter, language, slot, since, turn, to: { kind: 'everyone' } },
      });
      if (edition === 'overtaken') return edition;
      if (!('id' in edition)) continue;
      made.set(language, edition.id);
      turn += 1;
    }
    return 'made';
  }
}
