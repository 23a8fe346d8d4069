import { z } from 'zod';

/** Queue of looks at what is due; data is a PlanOrder. */
export const PLAN_QUEUE = 'newsletter.plan';

/** Which newsletters to look at; absent: all. */
export const PlanOrder = z.object({ only: z.literal('instant').optional() });
export type PlanOrder = z.infer<typeof PlanOrder>;
