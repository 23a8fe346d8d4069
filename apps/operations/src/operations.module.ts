import { AdminGuard } from '#runtime/http/admin.guard.js';
import { WebModule } from '#web/web.module.js';
import { Module } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { ConsumersController } from './consumers/consumers.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { RedriveGroup } from './dead-letters/redrive-group.js';
import { ApiReference } from './docs/api-reference.js';
import { DocsController } from './docs/docs.controller.js';
import { CatcherGuard } from './mail-catcher/catcher.guard.js';
import { MailCatcherController } from './mail-catcher/mail-catcher.controller.js';
import { QueuesController } from './queues/queues.controller.js';
import { ReadEditions } from './summary/read-editions.js';
import { ReadSummary, WorkInHand } from './summary/read-summary.js';
import { SummaryController } from './summary/summary.controller.js';

/** What operations see and do: lag, queues, dead letters, audit, overview. */
@Module({
  imports: [WebModule],
  controllers: [
    SummaryController,
    ConsumersController,
    QueuesController,
    DeadLettersController,
    AuditController,
    MailCatcherController,
    DocsController,
  ],
  providers: [ApiReference, ReadSummary, ReadEditions, WorkInHand, RedriveGroup, AdminGuard, CatcherGuard],
})
export class OperationsModule {}
