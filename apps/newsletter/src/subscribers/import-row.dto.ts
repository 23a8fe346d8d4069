import { NewsletterId } from '#contracts/ids.js';
import { EmailAddress } from '#contracts/newsletter.js';
import { z } from 'zod';
import { TimeZone } from '../subscribe/subscription-request.dto.js';

/** Columns of the file that is imported and exported; the first two must be there. */
export const COLUMNS = [
  'email',
  'newsletters',
  'state',
  'language',
  'timeZone',
  'hour',
  'paused',
  'consent',
  'consentAt',
  'consentIp',
  'consentPage',
  'consentWording',
] as const;
export type Column = (typeof COLUMNS)[number];

const CONTROL = /[^\P{Cc}\t\r\n]/u;
const words = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => !CONTROL.test(text), 'must hold no control characters')
    .transform((text) => (text === '' ? undefined : text));
const empty = z.literal('').transform(() => undefined);

/** One line of the file: a person's consents to newsletters (ids, with spaces or semicolons between them). */
export const ImportRow = z
  .object({
    email: z.string().trim().pipe(EmailAddress),
    newsletters: z
      .string()
      .transform((ids) => [...new Set(ids.split(/[\s;|,]+/).filter(Boolean))])
      .pipe(z.array(NewsletterId).min(1, 'must name a newsletter').max(100)),
    state: z.enum(['confirmed', 'unconfirmed', 'ended', '']).transform((state) => state || 'unconfirmed'),
    language: z.union([empty, z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "de"')]),
    timeZone: z.union([empty, TimeZone]),
    hour: z
      .string()
      .regex(/^(?:|[01]?\d|2[0-3])$/, 'must be an hour from 0 to 23')
      .transform((hour) => (hour === '' ? undefined : Number(hour))),
    paused: z.enum(['', 'true', 'false']).transform((paused) => paused === 'true'),
    consent: words(20_000),
    consentAt: z.union([empty, z.iso.datetime({ offset: true })], { error: 'must be an RFC 3339 time with zone' }),
    consentIp: words(100),
    consentPage: words(2_000),
    consentWording: words(5_000),
  })
  .superRefine(({ state, consent }, context) => {
    if (state !== 'confirmed' || consent !== undefined) return;
    context.addIssue({
      code: 'custom',
      path: ['consent'],
      message: 'is needed for a confirmed subscriber: the evidence',
    });
  });
export type ImportRow = z.infer<typeof ImportRow>;

/** How an import went, in people and newsletters. */
export const ImportAnswer = z.object({
  confirmed: z.int().nonnegative().describe('consents taken over with their evidence'),
  asked: z.int().nonnegative().describe('people who get a mail to confirm'),
  ended: z.int().nonnegative().describe('consents taken over as ended'),
  unchanged: z.int().nonnegative().describe('consents known before, as they were; an ended one is not begun again'),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;
