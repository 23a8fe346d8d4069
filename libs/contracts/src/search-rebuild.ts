import { z } from 'zod';

/** A rebuild of the search index: asked for, going on, or over. */
export const SearchRebuild = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'delayed', 'active', 'finished', 'failed']),
    /** How many times it was begun. */
    attempts: z.int().nonnegative(),
    error: z.string().optional(),
  })
  .meta({ id: 'SearchRebuild' });
export type SearchRebuild = z.infer<typeof SearchRebuild>;
