import type { Schedule } from '#contracts/newsletter.js';
import { DateTime, IANAZone } from './luxon.js';
import { latestRun } from './cron-runs.js';
import { StretchMemory, type Stretch } from './stretch-memory.js';

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
type CalendarSchedule = Exclude<TimedSchedule, { kind: 'cron' }>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TRIES = [0, 1, 2];
const memory = new StretchMemory<Slot>();

/**
 * The newest slot at or before `now`. An hour that a clock change leaves out comes at the end of the gap; an hour that it
 * repeats comes the first time; a day that a time zone never had has no slot.
 */
export function latestSlot(schedule: TimedSchedule, where: LocalHour, now: Date): Slot | undefined {
  if (schedule.kind === 'cron') return cronSlot(schedule.cron, where.timeZone, now);
  const hour = where.hour ?? schedule.hour;
  const weekday = schedule.kind === 'weekly' ? schedule.weekday : '';
  return memory.at(`${where.timeZone} ${hour} ${weekday}`, now.getTime(), (time) => {
    return calendarSlot(schedule, hour, where.timeZone, time);
  });
}

/** The slot before the given one. */
export function slotBefore(schedule: TimedSchedule, where: LocalHour, slot: Slot): Slot | undefined {
  return latestSlot(schedule, where, new Date(slot.at.getTime() - 1));
}

function calendarSlot(schedule: CalendarSchedule, hour: number, timeZone: string, now: number): Stretch<Slot> {
  const zone = IANAZone.create(timeZone);
  const step = schedule.kind === 'weekly' ? 7 : 1;
  const today = Math.floor((now + zone.offset(now) * MINUTE_MS) / DAY_MS);
  const back = schedule.kind === 'weekly' ? (weekdayOf(today) - schedule.weekday + 7) % 7 : 0;
  const near = (direction: 1 | -1, fits: (slot: Slot) => boolean): Slot | undefined => {
    for (const steps of TRIES) {
      const slot = slotOn(today - back + direction * steps * step, hour, zone);
      if (slot !== undefined && fits(slot)) return slot;
    }
    return undefined;
  };
  const past = near(-1, ({ at }) => at.getTime() <= now);
  const next = near(1, ({ at }) => at.getTime() > now);
  return { found: past, from: past?.at.getTime() ?? now, until: next?.at.getTime() ?? now };
}

/** The slot of a local day, counted from 1970-01-01. Only near a clock change is the calendar asked in full. */
function slotOn(day: number, hour: number, zone: IANAZone): Slot | undefined {
  const wall = day * DAY_MS + hour * HOUR_MS;
  const before = zone.offset(wall - DAY_MS);
  if (before !== zone.offset(wall + DAY_MS)) return slotNearChange(new Date(day * DAY_MS), hour, zone);
  return { at: new Date(wall - before * MINUTE_MS), name: new Date(wall).toISOString().slice(0, 10) };
}

function slotNearChange(day: Date, hour: number, zone: IANAZone): Slot | undefined {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  const local = DateTime.fromObject({ year, month, day: date, hour }, { zone });
  const name = local.toISODate();
  if (name === null || local.day !== date) return undefined;
  const moments = local.getPossibleOffsets().map((moment) => moment.toMillis());
  return { at: new Date(Math.min(...moments)), name };
}

/** Monday is 1; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

/** Runs of a cron expression are named by their moment: hours that a clock change repeats are two slots. */
function cronSlot(cron: string, timeZone: string, now: Date): Slot | undefined {
  const at = latestRun(cron, timeZone, now);
  return at === undefined ? undefined : { at, name: at.toISOString() };
}
