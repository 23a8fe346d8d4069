import { EditionId, SubscriberId } from '#contracts/ids.js';
import { SendState } from '#contracts/send-state.js';
import type { Send } from '#ports/send-ledger.port.js';
import { z } from 'zod';

/** One row of the ledger; its id names edition and subscriber. */
export const SendDto = z.object({
  id: z.string(),
  edition: EditionId,
  subscriber: SubscriberId,
  state: SendState,
  attempts: z.int().nonnegative(),
  updatedAt: z.string(),
  retryAt: z.string().optional(),
  reply: z.string().optional(),
  decision: z.object({ as: z.enum(['sent', 'resend']), by: z.string(), at: z.string() }).optional(),
});
export type SendDto = z.infer<typeof SendDto>;

export function sendDto({ permanent: _permanent, ...send }: Send): SendDto {
  return { id: sendIdOf(send), ...send };
}

/** URL-safe, and read back by `SendId`. */
export function sendIdOf({ edition, subscriber }: SendId): string {
  return `${edition}~${subscriber}`;
}

/** Edition and subscriber of a send's id. */
export const SendId = z
  .string()
  .max(300)
  .transform((id, context) => {
    const cut = id.lastIndexOf('~');
    const parts = z.object({ edition: EditionId, subscriber: SubscriberId });
    const parsed = parts.safeParse({ edition: id.slice(0, Math.max(cut, 0)), subscriber: id.slice(cut + 1) });
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'is no send' });
    return z.NEVER;
  });
export type SendId = z.infer<typeof SendId>;
