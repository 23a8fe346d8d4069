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
  name: z.string(),
  uri: z.string(),
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

const TYPES = ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'] as const;

/** Properties of ninjs 3 that an article here has no use for; they are known and so not refused. */
const UNUSED = [
  ...['standard', 'profile', 'firstCreated', 'copyrightHolder', 'copyrightNotice', 'usageTerms', 'edNote', 'events'],
  ...['eventDetails', 'plannedCoverage', 'objects', 'infoSources', 'slugline', 'located', 'renditions', 'rightsInfo'],
] as const;

/** ninjs 3.0 and 3.1 as far as an article is made of it; unknown keys are refused. */
export const NinjsDocument = z.strictObject({
  uri: z.string().min(1),
  type: z.enum(TYPES).optional(),
  representationType: z.enum(['full', 'partial']).optional(),
  version: z.string().optional(),
  versionCreated: instant.optional(),
  contentCreated: instant.optional(),
  embargoedUntil: instant.optional(),
  expires: instant.optional(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  urgency: z.int().min(1).max(9).optional(),
  language: z.string().optional(),
  title: z.string().optional(),
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
  altIds: z.array(z.looseObject({ role: z.string().optional(), value: z.string().optional() })).optional(),
  trustIndicators: z.array(trustIndicator).optional(),
  digitalSourceType: z.looseObject({ uri: z.string().optional(), name: z.string().optional() }).optional(),
  ...Object.fromEntries(UNUSED.map((name) => [name, z.unknown().optional()])),
});
export type NinjsDocument = z.infer<typeof NinjsDocument>;
