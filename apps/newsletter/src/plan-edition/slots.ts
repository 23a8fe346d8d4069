import type { Schedule } from '#contracts/newsletter.js';
import { DateTime } from 'luxon';
import { latestRun } from './cron-runs.js';

/** A moment at which a newsletter is due to a cohort, with its name in the cohort's own calendar. */
export interface Slot {
  readonly at: Date;
  /** Grows from slot to slot; the same local day has the same name in every time zone and at every hour. */
  readonly name: string;
}

/** Where and when a subscriber lives: what turns a schedule into moments. */
export interface LocalHour {
  readonly timeZone: string;
  /** Absent: the schedule's own hour. */
  readonly hour?: number;
}

/** A newsletter that is not sent at once but at given times. */
export type TimedSchedule = Exclude<Schedule, { kind: 'instant' }>;

/**
 * The newest slot at or before `now`. An hour that a clock change leaves out comes at the end of the gap; an hour that it
 * repeats comes the first time; a day that a time zone never had has no slot.
 */
export function latestSlot(schedule: TimedSchedule, where: LocalHour, now: Date): Slot | undefined {
  if (schedule.kind === 'cron') return cronSlot(schedule.cron, where.timeZone, now);
  const hour = where.hour ?? schedule.hour;
  const today = DateTime.fromJSDate(now, { zone: where.timeZone }).startOf('day');
  const back = schedule.kind === 'weekly' ? (today.weekday - schedule.weekday + 7) % 7 : 0;
  const step = schedule.kind === 'weekly' ? 7 : 1;
  for (const days of [back, back + step, back + 2 * step]) {
    const slot = slotOn(today.minus({ days }), hour);
    if (slot !== undefined && slot.at <= now) return slot;
  }
  return undefined;
}

/** The slot before the given one. */
export function slotBefore(schedule: TimedSchedule, where: LocalHour, slot: Slot): Slot | undefined {
  return latestSlot(schedule, where, new Date(slot.at.getTime() - 1));
}

function slotOn(day: DateTime, hour: number): Slot | undefined {
  const local = DateTime.fromObject({ year: day.year, month: day.month, day: day.day, hour }, { zone: day.zone });
  const name = local.toISODate();
  if (name === null || local.day !== day.day) return undefined;
  const moments = local.getPossibleOffsets().map((moment) => moment.toMillis());
  return { at: new Date(Math.min(...moments)), name };
}

/** Runs of a cron expression are named by their moment: hours that a clock change repeats are two slots. */
function cronSlot(cron: string, timeZone: string, now: Date): Slot | undefined {
  const at = latestRun(cron, timeZone, now);
  return at === undefined ? undefined : { at, name: at.toISOString() };
}
