import { NewsletterId } from '#contracts/ids.js';
import { EmailAddress } from '#contracts/newsletter.js';
import { z } from 'zod';

/** An IANA time zone that this machine knows. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), 'must be a time zone such as "Europe/Berlin"');

/** Somebody's wish to get newsletters at an address. */
export const SubscriptionRequest = z.strictObject({
  email: EmailAddress,
  newsletters: z.array(NewsletterId).min(1).max(20),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language such as "de"')
    .optional(),
  timeZone: TimeZone.optional(),
  hour: z.int().min(0).max(23).optional(),
});
export type SubscriptionRequest = z.infer<typeof SubscriptionRequest>;

/** The one answer to every wish, whether the address is known, suppressed or new. */
export const SubscriptionAnswer = z.object({ status: z.literal('confirmation-mail-on-its-way') });
export type SubscriptionAnswer = z.infer<typeof SubscriptionAnswer>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
