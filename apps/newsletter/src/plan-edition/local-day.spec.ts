import { editionDay, localDay } from './local-day.js';

const SLOT = '2026-11-02T22:00:00.000Z';
const to = (...zones: string[]) => ({
  kind: 'cohorts' as const,
  cohorts: zones.map((timeZone) => ({ language: 'en', timeZone, slotName: SLOT })),
});

describe('The day of an edition', () => {
  it.each([
    ['Asia/Tokyo', '2026-11-03'],
    ['Europe/London', '2026-11-02'],
    ['Pacific/Kiritimati', '2026-11-03'],
    ['Pacific/Honolulu', '2026-11-02'],
  ])('is the one that its moment has in %s', (zone, day) => {
    expect(localDay(new Date(SLOT), zone)).toBe(day);
    expect(editionDay({ slot: SLOT, to: to(zone, zone) })).toBe(day);
  });

  it('is that of UTC where its readers do not share one, or it went out by hand', () => {
    expect(editionDay({ slot: SLOT, to: to('Asia/Tokyo', 'Asia/Seoul') })).toBe('2026-11-03');
    expect(editionDay({ slot: SLOT, to: to('Asia/Tokyo', 'Europe/London') })).toBe('2026-11-02');
    expect(editionDay({ slot: SLOT, to: { kind: 'everyone' } })).toBe('2026-11-02');
  });
});
