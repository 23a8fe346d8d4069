import { z } from 'zod';

/** Every send ends in one of the last five; `intent` is committed before DATA, `unknown` is never sent again by itself. */
export const SEND_STATES = ['planned', 'intent', 'sent', 'refused', 'suppressed', 'canceled', 'unknown'] as const;
export const SendState = z.enum(SEND_STATES);
export type SendState = z.infer<typeof SendState>;

/** How many sends of an edition are in each state; the sum is the audience. */
export const SendCounts = z.record(SendState, z.int().nonnegative());
export type SendCounts = z.infer<typeof SendCounts>;
