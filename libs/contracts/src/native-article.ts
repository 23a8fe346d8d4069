import { z } from 'zod';

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(2048);
const instant = z.iso.datetime({ offset: true, error: 'must be an RFC 3339 time with zone' });
const label = z.string().trim().min(1).max(200);
const labels = z.array(label).max(100);

/** BCP 47 tag in its common shapes: `de`, `de-AT`, `zh-Hant-TW`. */
export const LanguageTag = z
  .string()
  .regex(
    /^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*$/,
    'must be a BCP 47 language tag',
  );

export const ARTICLE_TYPES = [
  'news',
  'opinion',
  'analysis',
  'background',
  'review',
  'interview',
  'satire',
  'sponsored',
  'press-release',
] as const;

export const Author = z.strictObject({
  name: label,
  url: httpUrl.optional(),
  bio: z.string().max(2000).optional(),
});

export const Image = z.strictObject({
  url: httpUrl,
  alt: z.string().max(1000).optional(),
  caption: z.string().max(2000).optional(),
  credit: z.string().max(500).optional(),
  width: z.int().positive().max(100_000).optional(),
  height: z.int().positive().max(100_000).optional(),
});

export const Correction = z.strictObject({ at: instant, text: z.string().trim().min(1).max(5000) });

/** Trust indicators (I13): shown to readers as sent. */
export const Trust = z.strictObject({
  publishingPrinciples: httpUrl.optional(),
  correctionsPolicy: httpUrl.optional(),
  disclaimer: z.string().max(2000).optional(),
  aiUse: z.enum(['none', 'assisted', 'generated']).optional(),
  sponsor: z.string().max(500).optional(),
});

const nativeFields = z.strictObject({
  externalId: z.string().min(1).max(512),
  title: z.string().trim().min(1).max(500),
  body: z
    .xor([z.strictObject({ html: z.string() }), z.strictObject({ text: z.string() })], 'must hold either html or text')
    .optional(),
  url: httpUrl.optional(),
  summary: z.string().max(5000).optional(),
  language: LanguageTag.optional(),
  version: z.int().nonnegative().optional(),
  modifiedAt: instant.optional(),
  type: z.enum(ARTICLE_TYPES).optional(),
  sections: labels.optional(),
  tags: labels.optional(),
  people: labels.optional(),
  organisations: labels.optional(),
  places: labels.optional(),
  authors: z.array(Author).max(50).optional(),
  images: z.array(Image).max(100).optional(),
  publishedAt: instant.optional(),
  embargoedUntil: instant.optional(),
  expiresAt: instant.optional(),
  translationGroup: z.string().min(1).max(200).optional(),
  corrections: z.array(Correction).max(200).optional(),
  status: z.enum(['published', 'withdrawn']).optional(),
  trust: Trust.optional(),
});

/**
 * An article as its source sends it (native format); other formats are mapped to this shape before anything else looks
 * at them. Unknown keys are refused.
 */
export const NativeArticle = nativeFields
  .superRefine((article, context) => {
    if (article.status !== 'withdrawn' && article.body === undefined) {
      context.addIssue({ code: 'custom', path: ['body'], message: 'is required unless status is withdrawn' });
    }
  })
  .meta({ id: 'NativeArticle' });
export type NativeArticle = z.infer<typeof NativeArticle>;
