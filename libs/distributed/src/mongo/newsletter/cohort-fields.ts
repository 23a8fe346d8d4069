import type { Cohort } from '#ports/edition-store.port.js';

const OWN_HOUR = -1;

/** A cohort as indexed fields: the newsletter's own hour has a value too. */
export interface CohortFields {
  readonly language: string;
  readonly timeZone: string;
  readonly hour: number;
}

export function fieldsOf({ language, timeZone, hour }: Cohort): CohortFields {
  return { language, timeZone, hour: hour ?? OWN_HOUR };
}

export function cohortOf({ language, timeZone, hour }: CohortFields): Cohort {
  return { language, timeZone, ...(hour === OWN_HOUR ? {} : { hour }) };
}
