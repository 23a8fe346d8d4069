import { languageFor, type Newsletter, type Schedule } from '#contracts/newsletter.js';
import { AudienceReader } from '#ports/audience.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore, type Cohort, type CohortMark } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { MakeEdition } from './make-edition.js';
import { localDay } from './local-day.js';
import { notOvertaken } from './not-overtaken.js';
import { OneAtATime } from './one-at-a-time.js';
import { latestSlot, slotBefore, type Slot } from './slots.js';

const HOUR_MS = 3_600_000;
const LOOK_EACH_MS = 60_000;

/** How late a slot may be served, by kind of schedule; the next one is then near. Published in the README. */
export const LATEST_MS: Readonly<Record<Schedule['kind'], number>> = {
  instant: 24 * HOUR_MS,
  daily: 20 * HOUR_MS,
  weekly: 72 * HOUR_MS,
  cron: 6 * HOUR_MS,
};

interface DueCohort {
  readonly cohort: Cohort;
  readonly slot: Slot;
  readonly since: number;
}

/**
 * Finds the cohorts of a newsletter that have a slot due, and makes their editions: late rather than never, each once, however
 * many processes look at the same time.
 */
@Injectable()
export class PlanSlots {
  constructor(
    private readonly audience: AudienceReader,
    private readonly editions: EditionStore,
    private readonly articles: CollectedArticleStore,
    private readonly makeEdition: MakeEdition,
    private readonly oneAtATime: OneAtATime,
  ) {}

  async plan(newsletter: Newsletter, now: Date): Promise<void> {
    await this.oneAtATime.run(newsletter.id, () => notOvertaken(newsletter.id, () => this.planDue(newsletter, now)));
  }

  private async planDue(newsletter: Newsletter, now: Date): Promise<'planned' | 'overtaken'> {
    const { turn, marks } = await this.editions.served(newsletter.id);
    const due: DueCohort[] = [];
    for (const cohort of await this.audience.cohorts(newsletter.id)) {
      const mark = marks.find((known) => isSame(known, cohort));
      const found = await this.dueOf(newsletter, cohort, mark, now);
      if (found !== undefined) due.push(found);
    }
    let made = 0;
    for (const together of groupsOf(newsletter, due)) {
      const result = await this.serve(newsletter, together, { now, turn: turn + made });
      if (result === 'overtaken') return result;
      if (result === 'made') made += 1;
    }
    return 'planned';
  }

  private async dueOf(
    newsletter: Newsletter,
    cohort: Cohort,
    mark: CohortMark | undefined,
    now: Date,
  ): Promise<DueCohort | undefined> {
    const { schedule } = newsletter;
    if (schedule.kind === 'instant') return this.dueNow(newsletter, cohort, mark, now);
    const slot = latestSlot(schedule, cohort, now);
    if (slot === undefined || (mark !== undefined && Date.parse(mark.slot) >= slot.at.getTime())) return undefined;
    if (mark !== undefined) return { cohort, slot, since: mark.upTo };
    const before = slotBefore(schedule, cohort, slot);
    return { cohort, slot, since: await this.articles.position(before?.at ?? new Date(0)) };
  }

  /** A cohort that is new begins with what came since the last look in which it could have been there. */
  private async dueNow(
    { id }: Newsletter,
    cohort: Cohort,
    mark: CohortMark | undefined,
    now: Date,
  ): Promise<DueCohort | undefined> {
    const position = await this.articles.position();
    const slot = { at: now, name: now.toISOString() };
    const since = mark?.upTo ?? (await this.articles.position(new Date(now.getTime() - LOOK_EACH_MS)));
    if (since < position) return { cohort, slot, since };
    if (mark === undefined) await this.editions.skip(id, [{ ...cohort, slot: slot.name, upTo: position }]);
    return undefined;
  }

  /** One edition for cohorts of one language, moment, local day and past; without enough articles they wait for the next slot. */
  private async serve(
    newsletter: Newsletter,
    together: readonly DueCohort[],
    { now, turn }: { now: Date; turn: number },
  ): Promise<'made' | 'skipped' | 'overtaken'> {
    const [first] = together;
    if (first === undefined) return 'skipped';
    const { slot, since } = first;
    const tooLate = now.getTime() - slot.at.getTime() > LATEST_MS[newsletter.schedule.kind];
    const waiting = tooLate ? [] : await this.withMembers(newsletter, together);
    await this.skip(newsletter, without(together, waiting), since);
    if (waiting.length === 0) return 'skipped';
    const made = await this.makeEdition.make({
      ...{ newsletter, turn, since, slot: slot.at, language: languageFor(newsletter, first.cohort.language) },
      to: { kind: 'cohorts', cohorts: waiting.map((due) => ({ ...due.cohort, slotName: due.slot.name })) },
    });
    if (made === 'overtaken') return made;
    if ('id' in made) return 'made';
    await this.skip(newsletter, waiting, made.found === 0 ? made.upTo : since);
    return 'skipped';
  }

  /** Those with somebody to whom the slot is due: all may have moved here after they had it elsewhere. */
  private async withMembers({ id }: Newsletter, together: readonly DueCohort[]): Promise<DueCohort[]> {
    const found: DueCohort[] = [];
    for (const due of together) {
      const slot = { at: due.slot.at.toISOString(), name: due.slot.name };
      const members = await this.audience.members({ newsletter: id, cohort: due.cohort, slot, after: '', limit: 1 });
      if (members.length > 0) found.push(due);
    }
    return found;
  }

  private async skip({ id }: Newsletter, cohorts: readonly DueCohort[], upTo: number): Promise<void> {
    if (cohorts.length === 0) return;
    await this.editions.skip(
      id,
      cohorts.map(({ cohort, slot }) => ({ ...cohort, slot: slot.at.toISOString(), upTo })),
    );
  }
}

function without(cohorts: readonly DueCohort[], some: readonly DueCohort[]): DueCohort[] {
  return cohorts.filter((cohort) => !some.includes(cohort));
}

/** An edition at a given time carries the date of its readers, so that Tokyo in the morning and London the evening before have two. */
function groupsOf(newsletter: Newsletter, due: readonly DueCohort[]): DueCohort[][] {
  const groups = new Map<string, DueCohort[]>();
  for (const one of due) {
    const language = languageFor(newsletter, one.cohort.language);
    const day = newsletter.schedule.kind === 'instant' ? '' : localDay(one.slot.at, one.cohort.timeZone);
    const key = `${language} ${one.slot.at.getTime()} ${day} ${one.since}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function isSame(one: Cohort, other: Cohort): boolean {
  return one.language === other.language && one.timeZone === other.timeZone && one.hour === other.hour;
}
