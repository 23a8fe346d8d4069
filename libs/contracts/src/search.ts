import { z } from 'zod';
import { ARTICLE_TYPES, LanguageTag } from './native-article.js';

const listed = <Value>(value: Value | Value[]): Value[] => (Array.isArray(value) ? value : [value]);
const many = z.union([z.string(), z.array(z.string())]).transform(listed);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const instantOrDate = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be an RFC 3339 time with zone, or a date')
  .describe('RFC 3339 time with zone, or a date (midnight UTC)');

/** Fields that can be filtered by and counted as facets. */
export const FACETS = [
  'lang',
  'section',
  'tag',
  'type',
  'source',
  'author',
  'person',
  'organisation',
  'place',
] as const;
export type Facet = (typeof FACETS)[number];

/**
 * The query string of GET /v1/search, of every feed and of a newsletter's filter. Repeated parameters mean "or" within
 * a field, fields mean "and".
 */
export const SearchParameters = z.strictObject({
  q: z.string().max(500).default(''),
  lang: z
    .union([LanguageTag, z.array(LanguageTag)], 'must be a BCP 47 language tag')
    .transform(listed)
    .optional(),
  section: many.optional(),
  tag: many.optional(),
  type: z
    .union([z.enum(ARTICLE_TYPES), z.array(z.enum(ARTICLE_TYPES))], `must be one of ${ARTICLE_TYPES.join(', ')}`)
    .transform(listed)
    .optional(),
  source: many.optional(),
  author: many.optional(),
  person: many.optional(),
  organisation: many.optional(),
  place: many.optional(),
  from: instantOrDate.optional(),
  to: instantOrDate.optional(),
  sort: z.enum(['relevance', 'newest', 'oldest']).optional(),
  page: z.coerce.number().int().min(1).max(500).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  facets: z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.enum(FACETS)))
    .optional(),
  collapse: z.enum(['translation', 'none']).default('translation'),
  explain: flag.default(false),
  highlight: flag.default(false),
});
export type SearchParameters = z.infer<typeof SearchParameters>;

/** The part of the parameters that filters, by facet name. */
export type SearchFilters = { readonly [Name in Facet]?: readonly string[] } & { from?: string; to?: string };

/** One article of a search answer. */
export const SearchHit = z
  .object({
    id: z.string(),
    url: z.string().optional(),
    title: z.string(),
    summary: z.string().optional(),
    language: z.string(),
    sections: z.array(z.string()),
    tags: z.array(z.string()),
    type: z.string(),
    authors: z.array(z.string()),
    publishedAt: z.string(),
    modifiedAt: z.string().optional(),
    source: z.string(),
    image: z.object({ url: z.string(), alt: z.string().optional() }).optional(),
    translations: z.array(z.object({ language: z.string(), id: z.string(), url: z.string().optional() })),
    story: z.string().optional(),
    corrected: z.boolean(),
    /** Escaped text; matches are in `<mark>`. */
    highlights: z.object({ title: z.string(), summary: z.string(), body: z.string() }).optional(),
    why: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;

/** The answer of GET /v1/search. */
export const SearchAnswer = z
  .object({
    hits: z.array(SearchHit),
    total: z.int().nonnegative(),
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))),
    query: z.object({ corrected: z.string().optional(), language: z.string() }),
    tookMs: z.number(),
  })
  .meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
