import { NewsletterId } from '#contracts/ids.js';
import { z } from 'zod';
import { TimeZone } from '../subscribe/subscription-request.dto.js';

const many = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const checkbox = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((value) => value === true || value === 'on' || value === 'true');

/** What a subscriber may choose, from a form or as JSON. Newsletters not named are left; an empty hour is each newsletter's own. */
export const Preferences = z.strictObject({
  newsletters: many.pipe(z.array(NewsletterId).max(100)).default([]),
  language: z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "de"'),
  timeZone: TimeZone,
  hour: z
    .union([z.literal(''), z.null(), z.coerce.number().int().min(0).max(23)])
    .optional()
    .transform((hour) => (typeof hour === 'number' ? hour : undefined)),
  paused: checkbox.default(false),
});
export type Preferences = z.infer<typeof Preferences>;
