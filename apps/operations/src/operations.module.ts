import { AdminGuard } from '#runtime/http/admin.guard.js';
import { WebModule } from '#web/web.module.js';
import { Module } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { ReadAudit } from './audit/read-audit.js';
import { CONSOLE } from './console/console.js';
import { ConsumersController } from './consumers/consumers.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DeadLetters } from './dead-letters/dead-letters.js';
import { RedriveGroup } from './dead-letters/redrive-group.js';
import { ApiReference } from './docs/api-reference.js';
import { DocsController } from './docs/docs.controller.js';
import { CatcherGuard } from './mail-catcher/catcher.guard.js';
import { MailCatcherController } from './mail-catcher/mail-catcher.controller.js';
import { QueuesController } from './queues/queues.controller.js';
import { Queues } from './queues/queues.js';
import { ReadEditions } from './summary/read-editions.js';
import { ReadSummary, WorkInHand } from './summary/read-summary.js';
import { SummaryController } from './summary/summary.controller.js';

const WORK = [ReadSummary, ReadEditions, WorkInHand, DeadLetters, RedriveGroup, Queues, ReadAudit];

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
    ...CONSOLE.controllers,
  ],
  providers: [...WORK, ...CONSOLE.providers, ApiReference, AdminGuard, CatcherGuard],
})
export class OperationsModule {}
