import { EventLog } from '#ports/event-log.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Controller, Get } from '@nestjs/common';
import { consumerLagDto, type ConsumerLagDto } from './consumer-lag.dto.js';

/** How far each consumer group is behind. */
@AdminOnly()
@Controller('v1/ops/consumers')
export class ConsumersController {
  constructor(private readonly eventLog: EventLog) {}

  @Get()
  async list(): Promise<{ items: ConsumerLagDto[] }> {
    return { items: (await this.eventLog.lag()).map(consumerLagDto) };
  }
}
