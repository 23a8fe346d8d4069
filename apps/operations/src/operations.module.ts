import { Module } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { ConsumersController } from './consumers/consumers.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { RedriveGroup } from './dead-letters/redrive-group.js';
import { QueuesController } from './queues/queues.controller.js';
import { ReadEditions } from './summary/read-editions.js';
import { ReadSummary, WorkInHand } from './summary/read-summary.js';
import { SummaryController } from './summary/summary.controller.js';

/** What operations see and do: lag, queues, dead letters, audit, overview. */
@Module({
  controllers: [SummaryController, ConsumersController, QueuesController, DeadLettersController, AuditController],
  providers: [ReadSummary, ReadEditions, WorkInHand, RedriveGroup],
})
export class OperationsModule {}
