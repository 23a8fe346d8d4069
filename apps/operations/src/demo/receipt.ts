import { z } from 'zod';

/** What the demonstration reads of an article's receipt. */
export const Receipt = z.looseObject({
  stages: z.array(z.looseObject({ stage: z.string(), at: z.string(), version: z.int() })),
});
