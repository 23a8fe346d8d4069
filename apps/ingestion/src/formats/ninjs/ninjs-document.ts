import { z } from 'zod';

const instant = z.iso.datetime({ offset: true, error: 'must be an RFC 3339 time with zone' });
const valued = z.looseObject({ role: z.string().optional(), contentType: z.string().optional(), value: z.string() });
const named = z.looseObject({
  name: z.string().optional(),
  literal: z.string().optional(),
  rel: z.string().optional(),
});
const rendition = z.looseObject({
  name: z.string(),
  href: z.string().optional(),
  contentType: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
});
const association = z.looseObject({
  type: z.string().optional(),
  by: z.string().optional(),
  copyrightHolder: z.string().optional(),
  headlines: z.array(valued).optional(),
  descriptions: z.array(valued).optional(),
  renditions: z.array(rendition).optional(),
});
const trustIndicator = z.looseObject({
  role: z.string().optional(),
  title: z.string().optional(),
  href: z.string().optional(),
});

/** Properties of ninjs 3 that an article here has no use for; they are known and so not refused. */
const UNUSED = [
  ...['standard', 'representationType', 'profile', 'firstCreated', 'urgency', 'copyrightHolder', 'copyrightNotice'],
  ...['usageTerms', 'edNote', 'ednote', 'events', 'objects', 'infoSources', 'slugline', 'slug', 'located', 'charCount'],
  ...[
    'charcount',
    'wordCount',
    'wordcount',
    'renditions',
    'rightsInfo',
    'plannedCoverage',
    'newsCoverageStatus',
    'eventDetails',
  ],
  ...['contactInfo', 'dates', 'assignedTo', 'coverage', 'altIds', 'contentWarnings', 'digitalSourceType', 'expires'],
] as const;

/** ninjs 3.x as far as an article is made of it; unknown keys are refused. */
export const NinjsDocument = z.strictObject({
  uri: z.string().min(1),
  type: z.string().optional(),
  version: z.string().optional(),
  versionCreated: instant.optional(),
  contentCreated: instant.optional(),
  embargoedUntil: instant.optional(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  language: z.string().optional(),
  by: z.string().optional(),
  descriptions: z.array(valued).optional(),
  bodies: z.array(valued).optional(),
  headlines: z.array(valued).optional(),
  people: z.array(named).optional(),
  organisations: z.array(named).optional(),
  places: z.array(named).optional(),
  subjects: z.array(named).optional(),
  genres: z.array(named).optional(),
  associations: z.array(association).optional(),
  trustIndicators: z.array(trustIndicator).optional(),
  ...Object.fromEntries(UNUSED.map((name) => [name, z.unknown().optional()])),
});
export type NinjsDocument = z.infer<typeof NinjsDocument>;
