import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { NewsletterId, SubscriberId } from '../ids.js';

/** A subscription ended: by its holder, by a refusal of the address, or by erasure. */
export const SubscriptionEnded = defineEvent({
  type: 'subscription.ended.v1',
  topic: 'subscribers',
  schema: z.object({
    subscriberId: SubscriberId,
    newsletter: NewsletterId,
    at: z.iso.datetime({ offset: true }),
    reason: z.enum(['unsubscribed', 'suppressed', 'erased']),
  }),
  example: {
    subscriberId: SubscriberId.parse('aaaaaaaaaaaaaaaaaaaaaaaaaa'),
    newsletter: NewsletterId.parse('morning'),
    at: '2026-11-03T10:00:00Z',
    reason: 'unsubscribed',
  },
  subjectOf: (data) => data.subscriberId,
  idOf: (data) => `${data.subscriberId}.${data.newsletter}.${data.at}.subscription.ended.v1`,
});
export type SubscriptionEnded = z.infer<typeof SubscriptionEnded.schema>;
