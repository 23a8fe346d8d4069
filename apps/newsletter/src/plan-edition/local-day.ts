import type { EditionRecord } from '#ports/edition-store.port.js';
import { IANAZone } from './luxon.js';

const MINUTE_MS = 60_000;
const DAY_LENGTH = '2026-11-02'.length;

/** The day (`2026-11-02`) that a moment belongs to in a time zone. */
export function localDay(at: Date, timeZone: string): string {
  const time = at.getTime();
  const local = new Date(time + IANAZone.create(timeZone).offset(time) * MINUTE_MS);
  return local.toISOString().slice(0, DAY_LENGTH);
}

/**
 * The day an edition is of: where its readers live when it is one day for all of them, as it is in every edition at given
 * times; else that of UTC.
 */
export function editionDay({ slot, to }: Pick<EditionRecord, 'slot' | 'to'>): string {
  const at = new Date(slot);
  const zones = new Set(to.kind === 'cohorts' ? to.cohorts.map(({ timeZone }) => timeZone) : []);
  const days = new Set([...zones].map((timeZone) => localDay(at, timeZone)));
  const [day] = days;
  return day !== undefined && days.size === 1 ? day : localDay(at, 'UTC');
}
