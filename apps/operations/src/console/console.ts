import { Receipts } from '#runtime/articles/receipts.js';
import { AuditConsoleController } from './audit-console.controller.js';
import { DeadLettersConsoleController } from './dead-letters-console.controller.js';
import { FindAnything } from './find-anything.js';
import { FindArticles } from './find-articles.js';
import { FindController } from './find.controller.js';
import { OverviewController } from './overview.controller.js';
import { QueuesConsoleController } from './queues-console.controller.js';
import { SignInController } from './sign-in.controller.js';

/** The pages of the console, and what they need beyond what the API of operations needs. */
export const CONSOLE = {
  controllers: [
    SignInController,
    OverviewController,
    DeadLettersConsoleController,
    QueuesConsoleController,
    FindController,
    AuditConsoleController,
  ],
  providers: [FindAnything, FindArticles, Receipts],
};
