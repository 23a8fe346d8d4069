import { PermanentError } from '#contracts/errors.js';
import type { AdvancedRepeatOptions } from 'bullmq';
import { Cron } from 'croner';

/** The next time after `after`, in milliseconds; undefined when there is none. Throws a PermanentError for no schedule. */
export function nextTime(cron: string, timeZone: string, after: Date): number | undefined {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after)?.getTime();
  } catch (cause) {
    throw new PermanentError(`"${cron}" in ${timeZone} is no schedule`, { cause });
  }
}

/** Has BullMQ count times as the port does. */
export const REPEATING: AdvancedRepeatOptions = {
  repeatStrategy: (after, { pattern, tz }) => nextTime(pattern ?? '', tz ?? 'UTC', new Date(after)),
};
