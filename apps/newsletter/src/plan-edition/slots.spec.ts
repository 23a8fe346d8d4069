import { Cron } from 'croner';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { latestSlot, slotBefore, type LocalHour, type TimedSchedule } from './slots.js';

const daily = { kind: 'daily', hour: 7 } as const;
const at = (schedule: TimedSchedule, timeZone: string, now: string, hour?: number) => {
  const slot = latestSlot(schedule, hour === undefined ? { timeZone } : { timeZone, hour }, new Date(now));
  return slot === undefined ? undefined : [slot.at.toISOString(), slot.name];
};

/** Walks from run to run: asked from within a gap of the clock, croner leaves out the run that it moves to the gap's end. */
function lastForwards(cron: string, timeZone: string, from: number, now: number): Date | undefined {
  const runs = new Cron(cron, { timezone: timeZone, paused: true });
  let last: Date | undefined;
  for (let run = runs.nextRun(new Date(from)); run !== null && run.getTime() <= now; run = runs.nextRun(run))
    last = run;
  return last;
}

describe('The slot of a cohort', () => {
  it('is its local hour of today, or of yesterday while that has not come', () => {
    expect(at(daily, 'Europe/Berlin', '2026-11-02T06:00:00Z')).toEqual(['2026-11-02T06:00:00.000Z', '2026-11-02']);
    expect(at(daily, 'Europe/Berlin', '2026-11-02T05:59:59.999Z')).toEqual(['2026-11-01T06:00:00.000Z', '2026-11-01']);
    expect(at(daily, 'Asia/Tokyo', '2026-11-02T06:00:00Z', 20)).toEqual(['2026-11-01T11:00:00.000Z', '2026-11-01']);
    expect(at(daily, 'Asia/Kolkata', '2026-11-02T06:00:00Z')).toEqual(['2026-11-02T01:30:00.000Z', '2026-11-02']);
  });

  it('comes at the end of a gap', () => {
    expect(at(daily, 'Europe/Berlin', '2026-03-29T12:00:00Z', 2)).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-29']);
    expect(at(daily, 'Africa/Cairo', '2026-04-24T12:00:00Z', 0)).toEqual(['2026-04-23T22:00:00.000Z', '2026-04-24']);
    expect(at(daily, 'Australia/Lord_Howe', '2026-10-04T12:00:00Z', 2)).toEqual([
      '2026-10-03T15:30:00.000Z',
      '2026-10-04',
    ]);
  });

  it('comes the first time of an hour that is repeated', () => {
    expect(at(daily, 'Europe/Berlin', '2026-10-25T12:00:00Z', 2)).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25']);
    expect(at(daily, 'America/New_York', '2026-11-01T12:00:00Z', 1)).toEqual([
      '2026-11-01T05:00:00.000Z',
      '2026-11-01',
    ]);
  });

  it('does not exist on a day that a time zone never had', () => {
    expect(at(daily, 'Pacific/Apia', '2011-12-30T17:30:00Z')).toEqual(['2011-12-30T17:00:00.000Z', '2011-12-31']);
    expect(at(daily, 'Pacific/Apia', '2011-12-30T16:30:00Z')).toEqual(['2011-12-29T17:00:00.000Z', '2011-12-29']);
  });

  it('has the leap day', () => {
    expect(at(daily, 'Europe/Berlin', '2028-02-29T12:00:00Z')).toEqual(['2028-02-29T06:00:00.000Z', '2028-02-29']);
  });

  it('is weekly on the weekday', () => {
    const friday = { kind: 'weekly', hour: 7, weekday: 5 } as const;
    expect(at(friday, 'Europe/Berlin', '2026-11-02T12:00:00Z')).toEqual(['2026-10-30T06:00:00.000Z', '2026-10-30']);
    expect(at(friday, 'Europe/Berlin', '2026-11-06T05:59:00Z')).toEqual(['2026-10-30T06:00:00.000Z', '2026-10-30']);
    expect(at(friday, 'Europe/Berlin', '2026-11-06T06:00:00Z')).toEqual(['2026-11-06T06:00:00.000Z', '2026-11-06']);
  });

  it('follows a cron expression in the time zone', () => {
    const workdays = { kind: 'cron', cron: '30 6 * * 1-5' } as const;
    const expected = ['2026-10-30T05:30:00.000Z', '2026-10-30T05:30:00.000Z'];
    expect(at(workdays, 'Europe/Berlin', '2026-11-01T12:00:00Z')).toEqual(expected);
    expect(at(workdays, 'Europe/Berlin', '2026-11-02T05:30:00Z')?.[0]).toBe('2026-11-02T05:30:00.000Z');
    expect(at(workdays, 'America/Los_Angeles', '2026-11-02T14:29:00Z')?.[0]).toBe('2026-10-30T13:30:00.000Z');
  });

  it('is found backwards as croner finds it forwards', () => {
    const patterns = ['0 7 * * *', '30 2 * * *', '*/15 * * * *', '0 6,18 * * 1-5', '0 9 1 * *', '15 3 29 2 *'];
    const time = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') });
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(fc.constantFrom(...patterns), zone, time, (cron, timeZone, now) => {
        const slot = latestSlot({ kind: 'cron', cron }, { timeZone }, new Date(now));
        expect(slot).toBeDefined();
        expect(slot!.at.getTime()).toBeLessThanOrEqual(now);
        expect(slot!.at).toEqual(lastForwards(cron, timeZone, slot!.at.getTime() - 26 * 3_600_000, now));
      }),
      { numRuns: 300, examples: [['30 2 * * *', 'Europe/Berlin', Date.parse('2026-03-29T01:30:00Z')]] },
    );
  });
});

describe('Over two years in twelve time zones, with downtimes', () => {
  const zones = [
    'Europe/Berlin',
    'Europe/London',
    'America/New_York',
    'America/Los_Angeles',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Asia/Tokyo',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Pacific/Auckland',
    'America/St_Johns',
    'Pacific/Kiritimati',
  ];
  const begin = Date.parse('2027-01-01T00:00:00Z');
  const end = Date.parse('2029-01-01T00:00:00Z');

  /** Asks every half hour, but not during downtimes of up to ten hours, and takes each slot by its name. */
  function taken(schedule: TimedSchedule, where: LocalHour, seed: number): string[] {
    const names: string[] = [];
    let random = seed;
    for (let now = begin; now < end; now += 1_800_000) {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      if (random % 400 === 0) now += (random % 20) * 1_800_000;
      const slot = latestSlot(schedule, where, new Date(now));
      if (slot !== undefined && now - slot.at.getTime() <= 12 * 3_600_000 && slot.name > (names.at(-1) ?? '')) {
        names.push(slot.name);
      }
    }
    return names;
  }

  it.each(zones)('every local day of %s has each hour once', (timeZone) => {
    const dayOf = (time: number) => DateTime.fromMillis(time, { zone: timeZone }).startOf('day');
    for (const [index, hour] of [0, 2, 23].entries()) {
      const names = taken(daily, { timeZone, hour }, 7 + index);
      const expected: string[] = [];
      for (let day = dayOf(begin); day < dayOf(end); day = day.plus({ days: 1 })) expected.push(day.toISODate() ?? '');
      expect(names.slice(3, -3)).toEqual(expected.slice(expected.indexOf(names[3]!), expected.indexOf(names.at(-3)!)));
      expect(Math.abs(names.length - expected.length)).toBeLessThanOrEqual(2);
    }
  });

  it('slots before a slot go back without a gap', () => {
    for (const timeZone of zones) {
      let slot = latestSlot(daily, { timeZone, hour: 2 }, new Date(end));
      for (let days = 0; days < 400; days++) {
        const before: typeof slot = slotBefore(daily, { timeZone, hour: 2 }, slot!);
        expect(DateTime.fromISO(before!.name).plus({ days: 1 }).toISODate()).toBe(slot!.name);
        slot = before;
      }
    }
  });
});
