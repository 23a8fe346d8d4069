import { z } from 'zod';

/** Why two articles are near: what they share and how much of the score it carried (0..1). */
export const RelatedReason = z.object({
  kind: z.enum(['term', 'name', 'tag', 'section', 'story', 'translation', 'pinned']),
  values: z.array(z.string()),
  weight: z.number(),
});
export type RelatedReason = z.infer<typeof RelatedReason>;

/** One neighbour in a related list, stored as served but for the sentence in the reader's language. */
export const RelatedItem = z.object({
  id: z.string(),
  url: z.string().optional(),
  title: z.string(),
  language: z.string(),
  publishedAt: z.string(),
  score: z.number(),
  reasons: z.array(RelatedReason),
});
export type RelatedItem = z.infer<typeof RelatedItem>;
