import { z } from 'zod';
import { NewsletterId } from './ids.js';
import { SearchParameters } from './search.js';

const hour = z.int().min(0).max(23);
const language = z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as "de"');

/** Text that may stand in one mail header: no line breaks, no control characters. */
const headerText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters');

/** A mail address without a name: the common ASCII shapes, safe in any header and envelope. */
export const EmailAddress = z
  .email('must be a mail address')
  .max(254, 'must be a mail address of at most 254 characters')
  .refine((address) => address.lastIndexOf('@') <= 64, 'must have at most 64 characters before the "@"');

/** `address` or `Name <address>`. */
export const Mailbox = headerText.refine((value) => {
  const named = /^[^<>"]*<([^<>]+)>$/.exec(value);
  return EmailAddress.safeParse(named?.[1] ?? value).success;
}, 'must be a mail address or "Name <address>"');

/**
 * When a newsletter goes out. `daily` and `weekly` follow each subscriber's time zone and hour (`hour` is for those who
 * chose none); `cron` is read in each subscriber's time zone; weekdays count from Monday = 1.
 */
export const Schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instant') }),
  z.strictObject({ kind: z.literal('daily'), hour: hour.default(7) }),
  z.strictObject({ kind: z.literal('weekly'), hour: hour.default(7), weekday: z.int().min(1).max(7).default(1) }),
  z.strictObject({ kind: z.literal('cron'), cron: z.string().min(1).max(100) }),
]);
export type Schedule = z.infer<typeof Schedule>;

/**
 * The part of a search that chooses articles; parameters that say how an answer is shown (page, limit, facets...) are
 * taken and left out, so that any search can be pasted.
 */
const NewsletterQuery = SearchParameters.transform(
  ({
    page: _page,
    limit: _limit,
    facets: _facets,
    collapse: _collapse,
    explain: _explain,
    highlight: _mark,
    ...choosing
  }) => choosing,
);
export type NewsletterQuery = z.infer<typeof NewsletterQuery>;

/** A named publication by mail. `query` chooses its articles as a search would. */
export const Newsletter = z.strictObject({
  id: NewsletterId,
  /** Name per language; a language without one shows the first. */
  name: z.record(language, headerText).refine((names) => Object.keys(names).length > 0, 'must hold at least one name'),
  /** Languages it is published in; the first stands in for subscribers of any other. */
  languages: z.array(language).min(1).max(20),
  schedule: Schedule,
  query: NewsletterQuery.prefault({}),
  maxArticles: z.int().min(1).max(50).default(10),
  /** With fewer there is no edition, and what there is waits for the next. */
  minArticles: z.int().min(1).max(50).default(1),
  from: Mailbox.optional(),
  replyTo: EmailAddress.optional(),
  /** The publisher's name for how its mails look. Kept and shown; mails have one look so far. */
  template: z.string().max(100).optional(),
});
export type Newsletter = z.infer<typeof Newsletter>;

/** The newsletter's name in a language, or its first name. */
export function nameOf(newsletter: Pick<Newsletter, 'id' | 'name'>, inLanguage: string): string {
  return newsletter.name[inLanguage] ?? Object.values(newsletter.name)[0] ?? newsletter.id;
}

/** The language a subscriber gets a newsletter in: the wished one where it is published, else its first. */
export function languageFor(newsletter: Pick<Newsletter, 'languages'>, wished: string): string {
  return newsletter.languages.includes(wished) ? wished : (newsletter.languages[0] ?? wished);
}
