import { Newsletter } from '#contracts/newsletter.js';
import { z } from 'zod';

/** A newsletter as administrators see it. */
export const NewsletterDto = Newsletter;

/** Fields of a newsletter that are to change; null takes an optional one away. The whole is checked again. */
export const NewsletterChange = z.strictObject({
  name: z.unknown().optional(),
  languages: z.unknown().optional(),
  schedule: z.unknown().optional(),
  query: z.unknown().optional(),
  maxArticles: z.unknown().optional(),
  minArticles: z.unknown().optional(),
  from: z.unknown().optional(),
  replyTo: z.unknown().optional(),
  template: z.unknown().optional(),
});
export type NewsletterChange = z.infer<typeof NewsletterChange>;
