import { z } from 'zod';
import { defineEvent } from '../cloud-event.js';
import { NewsletterId, SubscriberId } from '../ids.js';

/** Someone confirmed a subscription. Ids only: no address ever enters the log. */
export const SubscriptionConfirmed = defineEvent({
  type: 'subscription.confirmed.v1',
  topic: 'subscribers',
  schema: z.object({ subscriberId: SubscriberId, newsletter: NewsletterId, at: z.iso.datetime({ offset: true }) }),
  example: {
    subscriberId: SubscriberId.parse('aaaaaaaaaaaaaaaaaaaaaaaaaa'),
    newsletter: NewsletterId.parse('morning'),
    at: '2026-11-01T10:00:00Z',
  },
  subjectOf: (data) => data.subscriberId,
  idOf: (data) => `${data.subscriberId}.${data.newsletter}.${data.at}.subscription.confirmed.v1`,
});
export type SubscriptionConfirmed = z.infer<typeof SubscriptionConfirmed.schema>;
