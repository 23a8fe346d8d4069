import { Cron } from 'croner';
import { StretchMemory, type Stretch } from './stretch-memory.js';

const DAY_MS = 86_400_000;
/** How far back a run is looked for, step by step: the leap day of a weekday comes every 28 years at least, others sooner. */
const LOOK_BACK_MS = [DAY_MS / 12, 2 * DAY_MS, 35 * DAY_MS, 400 * DAY_MS, 1_500 * DAY_MS, 11_000 * DAY_MS];

const memory = new StretchMemory<Date>();

/** The newest run of an expression at or before `now`; found by looking forwards from earlier moments. */
export function latestRun(expression: string, timeZone: string, now: Date): Date | undefined {
  return memory.at(`${timeZone} ${expression}`, now.getTime(), (time) => {
    return lookBack(new Cron(expression, { timezone: timeZone, paused: true }), time);
  });
}

/** The first run after `now`; undefined when there is none, ever. Throws when the expression cannot be read. */
export function nextRun(expression: string, now: Date): Date | undefined {
  return new Cron(expression, { timezone: 'UTC', paused: true }).nextRun(now) ?? undefined;
}

function lookBack(cron: Cron, now: number): Stretch<Date> {
  for (const span of LOOK_BACK_MS) {
    const first = after(cron, now - span);
    if (first <= now) return lastFrom(cron, first, now);
  }
  return { found: undefined, from: now, until: after(cron, now) };
}

/** Halves the time between a run and now until no run is between them. */
function lastFrom(cron: Cron, first: number, now: number): Stretch<Date> {
  let at = first;
  let end = now;
  for (;;) {
    const next = after(cron, at);
    if (next > now) return { found: new Date(at), from: at, until: next };
    const middle = Math.floor((at + end) / 2);
    const later = after(cron, Math.max(next, middle));
    if (later > now) end = middle;
    at = later > now ? next : later;
  }
}

function after(cron: Cron, time: number): number {
  return cron.nextRun(new Date(time))?.getTime() ?? Number.POSITIVE_INFINITY;
}
