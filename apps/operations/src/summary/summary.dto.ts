import { SendCounts } from '#contracts/send-state.js';
import { z } from 'zod';
import { ConsumerLagDto } from '../consumers/consumer-lag.dto.js';
import { QueueDto } from '../queues/queue.dto.js';

/** An edition that is under way or ended lately, with its sends by state. */
const EditionSummary = z.object({
  id: z.string(),
  newsletter: z.string(),
  language: z.string(),
  slot: z.string(),
  state: z.string(),
  audience: z.int(),
  counts: SendCounts,
});

/** A sender of articles. */
const SourceSummary = z.object({
  id: z.string(),
  name: z.string(),
  format: z.string(),
  /** Live secrets: two while one is rotated. */
  secrets: z.int(),
  rateLimit: z.number().optional(),
});

/** Everything operations look at first, at one moment. */
export const SummaryDto = z.object({
  at: z.string(),
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  /** Articles that can be found. */
  articles: z.int(),
  consumers: z.array(ConsumerLagDto),
  queues: z.array(QueueDto),
  deadLetters: z.object({ open: z.int() }),
  editions: z.array(EditionSummary),
  /** The first hundred. */
  sources: z.array(SourceSummary),
});
export type SummaryDto = z.infer<typeof SummaryDto>;
