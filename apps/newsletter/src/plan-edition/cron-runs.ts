import { Cron } from 'croner';

const DAY_MS = 86_400_000;
/** How far back a run is looked for, step by step: the leap day of a weekday comes every 28 years at least, others sooner. */
const LOOK_BACK_MS = [DAY_MS / 12, 2 * DAY_MS, 35 * DAY_MS, 400 * DAY_MS, 1_500 * DAY_MS, 11_000 * DAY_MS];
const MOST_KNOWN = 1_000;

/** A run and the one after it: until that comes there is nothing to look for. */
interface KnownRun {
  readonly cron: Cron;
  readonly at: number | undefined;
  readonly next: number;
}

const known = new Map<string, KnownRun>();

/** The newest run of an expression at or before `now`; found by looking forwards from earlier moments. */
export function latestRun(expression: string, timeZone: string, now: Date): Date | undefined {
  const key = `${timeZone} ${expression}`;
  const time = now.getTime();
  const before = known.get(key);
  if (before?.at !== undefined && before.at <= time && time < before.next) return new Date(before.at);
  const cron = before?.cron ?? new Cron(expression, { timezone: timeZone, paused: true });
  if (known.size >= MOST_KNOWN) known.clear();
  const { at, next } = lookBack(cron, time);
  known.set(key, { cron, at, next });
  return at === undefined ? undefined : new Date(at);
}

/** The first run after `now`; undefined when there is none, ever. */
export function nextRun(expression: string, now: Date): Date | undefined {
  return new Cron(expression, { timezone: 'UTC', paused: true }).nextRun(now) ?? undefined;
}

function lookBack(cron: Cron, now: number): { at: number | undefined; next: number } {
  for (const span of LOOK_BACK_MS) {
    const first = after(cron, now - span);
    if (first <= now) return lastFrom(cron, first, now);
  }
  return { at: undefined, next: after(cron, now) };
}

/** Halves the time between a run and now until no run is between them. */
function lastFrom(cron: Cron, first: number, now: number): { at: number; next: number } {
  let at = first;
  let end = now;
  for (;;) {
    const next = after(cron, at);
    if (next > now) return { at, next };
    const later = after(cron, Math.max(next, Math.floor((at + end) / 2)));
    if (later > now) end = Math.floor((at + end) / 2);
    at = later > now ? next : later;
  }
}

function after(cron: Cron, time: number): number {
  return cron.nextRun(new Date(time))?.getTime() ?? Number.POSITIVE_INFINITY;
}
