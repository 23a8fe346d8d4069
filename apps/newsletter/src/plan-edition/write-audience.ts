import { createEvent } from '#contracts/cloud-event.js';
import { EditionPlanned } from '#contracts/events/edition-planned.event.js';
import type { EditionId, SubscriberId } from '#contracts/ids.js';
import { languageFor, type Newsletter } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore, type Cohort, type EditionRecord } from '#ports/edition-store.port.js';
import { EventLog } from '#ports/event-log.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { cancelPlanned } from '../send-batch/cancel-planned.js';
import { readCursor, writeCursor, type AudienceCursor } from './audience-cursor.js';

const PAGE = 1_000;
/** Somebody who moves from one cohort to another while an edition to everyone is written is found by another round. */
const MOST_ROUNDS = 3;

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
 * Writes one ledger row for everybody an edition goes to. After a crash it goes on where it was: rows that are there stay, and
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
    const canceled = !(await this.writeRounds(edition, newsletter));
    if (canceled) await cancelPlanned(this.parts.ledger, id, 'canceled', this.clock.now());
    const audience = await this.written(id);
    if (!canceled) await this.parts.eventLog.append([this.planned(edition, audience)]);
    await this.editions.advance(id, { cursor: 'end', audience, complete: true });
    return audience;
  }

  /** False when the edition was canceled meanwhile. */
  private async writeRounds(edition: EditionRecord, newsletter: Newsletter): Promise<boolean> {
    let cursor = readCursor(edition.cursor);
    for (let round = 1; ; round += 1) {
      const before = await this.written(edition.id);
      for (const cohort of await this.cohortsOf(edition, newsletter)) {
        if (cursor !== undefined && keyOf(cohort) < cursor.cohort) continue;
        const after = cursor?.cohort === keyOf(cohort) ? cursor.after : '';
        if (!(await this.writeCohort(edition, cohort, after))) return false;
      }
      const settled = edition.to.kind === 'cohorts' || round >= MOST_ROUNDS;
      if (settled || (cursor === undefined && (await this.written(edition.id)) === before)) return true;
      cursor = undefined;
    }
  }

  /** In the order of their keys, which the cursor relies on. */
  private async cohortsOf({ to, language }: EditionRecord, newsletter: Newsletter): Promise<SlotCohort[]> {
    const all: readonly SlotCohort[] =
      to.kind === 'cohorts'
        ? to.cohorts
        : (await this.parts.audience.cohorts(newsletter.id)).filter(
            (cohort) => languageFor(newsletter, cohort.language) === language,
          );
    return [...all].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  }

  private async writeCohort(edition: EditionRecord, cohort: SlotCohort, from: string): Promise<boolean> {
    for (let after = from; ;) {
      const members = await this.membersOf(edition, cohort, after);
      const last = members.at(-1);
      if (last === undefined) return true;
      const current = await this.editions.find(edition.id);
      if (current === undefined || current.state === 'canceled') return false;
      await this.writePage(current, cohort, members, { cohort: keyOf(cohort), after: last });
      after = last;
      await nextTurn();
    }
  }

  private membersOf({ newsletter, slot: at }: EditionRecord, { slotName: name, ...cohort }: SlotCohort, after: string) {
    const slot = name === undefined ? {} : { slot: { at, name } };
    return this.parts.audience.members({ newsletter, cohort, ...slot, after, limit: PAGE });
  }

  /** The rows first, then that the slot was had, then the place: a crash between two of them loses nothing. */
  private async writePage(
    { id, newsletter, audience }: EditionRecord,
    { slotName }: SlotCohort,
    members: readonly SubscriberId[],
    cursor: AudienceCursor,
  ): Promise<void> {
    const planned = await this.parts.ledger.plan(id, members, this.clock.now());
    if (slotName !== undefined) await this.parts.audience.markSlot(newsletter, members, slotName);
    const progress = { cursor: writeCursor(cursor), audience: audience + planned, complete: false };
    await this.editions.advance(id, progress);
  }

  private async written(id: EditionId): Promise<number> {
    const counts = await this.parts.ledger.counts(id);
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  private planned({ id, newsletter, language, slot, articleIds }: EditionRecord, audience: number) {
    const data = { editionId: id, newsletter, language, slot, audience, articles: [...articleIds] };
    return createEvent(EditionPlanned, data, { service: 'newsletter', time: this.clock.now() });
  }
}

function keyOf({ language, timeZone, hour }: Cohort): string {
  return `${language} ${timeZone} ${hour ?? ''}`;
}
