import type { ConsumerLag } from '#ports/event-log.port.js';
import { z } from 'zod';

/** How far one consumer group is behind on one topic. */
export const ConsumerLagDto = z.object({
  group: z.string(),
  topic: z.string(),
  /** Events not yet handled. */
  lag: z.int().nonnegative(),
  /** Age of the oldest of them, seconds. */
  oldestAgeSeconds: z.number().nonnegative(),
  paused: z.boolean(),
  reason: z.string().optional(),
});
export type ConsumerLagDto = z.infer<typeof ConsumerLagDto>;

/** What operations show of a group's lag. */
export function consumerLagDto({ group, topic, lag, oldestAgeSeconds, paused, reason }: ConsumerLag): ConsumerLagDto {
  return { group, topic, lag, oldestAgeSeconds, paused, ...(reason === undefined ? {} : { reason }) };
}
