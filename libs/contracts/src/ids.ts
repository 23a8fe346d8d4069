import { z } from 'zod';

/** Stable id of an article: 26 characters of lower-case base32 over (source, externalId). */
export const ArticleId = z
  .string()
  .regex(/^[a-z2-7]{26}$/)
  .brand<'ArticleId'>();
export type ArticleId = z.infer<typeof ArticleId>;

/** Id that an administrator gives a source, newsletter or the like: 1..64 lower-case letters, digits, dash, underscore. */
const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be 1 to 64 lower-case letters, digits, "-" or "_"');

export const SourceId = slug.brand<'SourceId'>();
export type SourceId = z.infer<typeof SourceId>;

export const NewsletterId = slug.brand<'NewsletterId'>();
export type NewsletterId = z.infer<typeof NewsletterId>;

/** Opaque random id of a person on the subscriber list; carries nothing of the address. */
export const SubscriberId = z
  .string()
  .regex(/^[a-z2-7]{26}$/)
  .brand<'SubscriberId'>();
export type SubscriberId = z.infer<typeof SubscriberId>;

/** One dated issue of a newsletter in one language: `<newsletter>.<language>.<slot>`, made of URL-safe characters. */
export const EditionId = z
  .string()
  .regex(/^[A-Za-z0-9._~-]{1,200}$/)
  .brand<'EditionId'>();
export type EditionId = z.infer<typeof EditionId>;
