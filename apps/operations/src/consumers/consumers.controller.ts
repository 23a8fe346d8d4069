import { EventLog } from '#ports/event-log.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { ConsumerLagDto, consumerLagDto } from './consumer-lag.dto.js';

/** How far each consumer group is behind. */
@AdminOnly()
@Controller('v1/ops/consumers')
export class ConsumersController {
  constructor(private readonly eventLog: EventLog) {}

  @Get()
  @Describe('Lists how far each consumer group is behind on each topic.', {
    200: z.object({ items: z.array(ConsumerLagDto) }),
  })
  async list(): Promise<{ items: ConsumerLagDto[] }> {
    return { items: (await this.eventLog.lag()).map(consumerLagDto) };
  }
}
