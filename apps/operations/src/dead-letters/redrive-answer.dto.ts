import { z } from 'zod';

/** What became of the open letters of a group. */
export const RedriveAnswer = z.object({
  group: z.string(),
  redriven: z.int(),
  failed: z.array(z.object({ id: z.string(), error: z.string() })),
});
export type RedriveAnswer = z.infer<typeof RedriveAnswer>;
