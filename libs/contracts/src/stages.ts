import { z } from 'zod';

/** The steps of an article's way that its receipt shows, in the order they usually come. */
export const STAGES = ['accepted', 'scheduled', 'published', 'indexed', 'related', 'mailed', 'withdrawn'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;
