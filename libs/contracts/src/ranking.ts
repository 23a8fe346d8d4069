import { z } from 'zod';

/** One number that decides an order, with what it means in words. */
export const RankingWeight = z.object({ value: z.number(), meaning: z.string() });
export type RankingWeight = z.infer<typeof RankingWeight>;

const RankingTable = z.record(z.string(), RankingWeight);

/** The answer of GET /v1/ranking: the steps of search in their order, then every weight in force by name. */
export const Ranking = z.object({
  search: z.object({ steps: z.array(z.object({ name: z.string(), meaning: z.string() })), weights: RankingTable }),
  related: z.object({ weights: RankingTable }),
});
export type Ranking = z.infer<typeof Ranking>;
