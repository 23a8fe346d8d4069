import { base32 } from '#contracts/base32.js';
import { EditionId, type NewsletterId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import type { Audience, Cohort } from '#ports/edition-store.port.js';
import { createHash } from 'node:crypto';

const MARK_LENGTH = 6;

/** What an edition was decided from; the same decision is the same edition, however often it is taken. */
export interface EditionDecision {
  readonly newsletter: NewsletterId;
  readonly language: string;
  readonly slot: Date;
  readonly since: number;
  readonly to: Audience;
}

/**
 * `<newsletter>.<language>.<slot to the minute>.<mark>`. The mark tells editions of one slot apart, by whom they go to and
 * which articles they chose from.
 */
export function editionId({ newsletter, language, slot, since, to }: EditionDecision): EditionId {
  const moment = `${slot.toISOString().slice(0, 16).replace(':', '')}Z`;
  const digest = createHash('sha256')
    .update(JSON.stringify([since, to.kind === 'everyone' ? to : to.cohorts.map(cohortOf)]))
    .digest();
  return EditionId.parse(`${newsletter}.${language}.${moment}.${base32(digest).slice(0, MARK_LENGTH)}`);
}

/** Without the name of the slot: of an instant newsletter it is the moment, and two planners would not have the same one. */
function cohortOf({ language, timeZone, hour }: Cohort): Cohort {
  return { language, timeZone, ...withoutAbsent({ hour }) };
}
