import { createEvent } from '#contracts/cloud-event.js';
import { EditionPlanned } from '#contracts/events/edition-planned.event.js';
import type { EditionId } from '#contracts/ids.js';
import { languageFor, type Newsletter } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore, type Cohort, type EditionRecord } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';

const PAGE = 1_000;

/** Whom rows are written for and where. */
@Injectable()
export class AudienceParts {
  constructor(
    readonly audience: AudienceReader,
    readonly ledger: SendLedger,
    readonly eventLog: EventLog,
  ) {}
}

type SlotCohort = Cohort & { readonly slotName?: string };

/**
 * Writes one ledger row for everybody an edition goes to. After a crash it is done again: rows that are there stay, and
 * a subscriber who had the slot is not asked for twice.
 */
@Injectable()
export class WriteAudience {
  constructor(
    private readonly editions: EditionStore,
    private readonly parts: AudienceParts,
    private readonly clock: Clock,
  ) {}

  /** Answers how many the edition goes to. */
  async write(id: EditionId, newsletter: Newsletter): Promise<number> {
    const edition = await this.editions.find(id);
    if (edition === undefined || edition.audienceComplete) return edition?.audience ?? 0;
    for (const cohort of await this.cohortsOf(edition, newsletter)) await this.writeCohort(edition, cohort);
    const counts = await this.parts.ledger.counts(id);
    const audience = Object.values(counts).reduce((sum, count) => sum + count, 0);
    await this.parts.eventLog.append([this.planned(edition, audience)]);
    await this.editions.advance(id, { cursor: 'end', audience, complete: true });
    return audience;
  }

  private async cohortsOf({ to, language }: EditionRecord, newsletter: Newsletter): Promise<readonly SlotCohort[]> {
    if (to.kind === 'cohorts') return to.cohorts;
    const all = await this.parts.audience.cohorts(newsletter.id);
    return all.filter((cohort) => languageFor(newsletter, cohort.language) === language);
  }

  private async writeCohort(
    { id, newsletter, slot }: EditionRecord,
    { slotName, ...cohort }: SlotCohort,
  ): Promise<void> {
    const slotOf = slotName === undefined ? {} : { slot: { at: slot, name: slotName } };
    for (let after = ''; ;) {
      const members = await this.parts.audience.members({ newsletter, cohort, ...slotOf, after, limit: PAGE });
      if (members.length === 0) return;
      await this.parts.ledger.plan(id, members, this.clock.now());
      if (slotName !== undefined) await this.parts.audience.markSlot(newsletter, members, slotName);
      after = members.at(-1) ?? '';
      await nextTurn();
    }
  }

  private planned({ id, newsletter, language, slot, articleIds }: EditionRecord, audience: number) {
    const data = { editionId: id, newsletter, language, slot, audience, articles: [...articleIds] };
    return createEvent(EditionPlanned, data, { service: 'newsletter', time: this.clock.now() });
  }
}
