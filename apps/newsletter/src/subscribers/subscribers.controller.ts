import { ListQuery, listOf, pageOf, type ListPage } from '#contracts/list-query.js';
import { NewsletterId, SubscriberId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { SubscriberStore, type Subscriber } from '#ports/subscriber-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';
import { normalAddress } from '../subscribe/normal-address.js';

const SubscribersQuery = ListQuery.extend({ email: z.string().max(320).optional() });
const SubscriberDto = z.object({
  id: SubscriberId,
  email: z.string(),
  language: z.string(),
  timeZone: z.string(),
  hour: z.int().optional(),
  paused: z.boolean(),
  createdAt: z.string(),
  newsletters: z.array(
    z.object({
      id: NewsletterId,
      state: z.enum(['confirmed', 'ended']),
      consent: z.unknown(),
      endedAt: z.string().optional(),
    }),
  ),
});
type SubscriberDto = z.infer<typeof SubscriberDto>;

/** Subscribers with the evidence of their consents. */
@AdminOnly()
@Controller('v1/subscribers')
export class SubscribersController {
  constructor(private readonly store: SubscriberStore) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Describe('Finds a subscriber by address, or lists them in order of their ids.', { 200: listOf(SubscriberDto) })
  async list(
    @Query({ schema: SubscribersQuery }) { email, limit, cursor }: z.infer<typeof SubscribersQuery>,
  ): Promise<ListPage<SubscriberDto>> {
    if (email !== undefined) {
      const found = await this.store.findByEmail(normalAddress(email));
      return { items: found === undefined ? [] : [subscriberDto(found)] };
    }
    const page = await this.store.list({ limit: limit + 1, ...withoutAbsent({ after: cursor }) });
    return pageOf(page.map(subscriberDto), limit, ({ id }) => id);
  }
}

function subscriberDto({ subscriptions, revision: _revision, ...subscriber }: Subscriber): SubscriberDto {
  return {
    ...subscriber,
    newsletters: subscriptions.map(({ newsletter, state, consent, endedAt }) => {
      return { id: newsletter, state, consent, ...withoutAbsent({ endedAt }) };
    }),
  };
}
