import { PublicArticles } from '#runtime/articles/public-articles.js';
import { Receipts } from '#runtime/articles/receipts.js';
import { AdminGuard } from '#runtime/http/admin.guard.js';
import { Module } from '@nestjs/common';
import { HeldArticles } from './prepare-article/held-articles.js';
import { PrepareArticles } from './prepare-article/prepare-articles.js';
import { PrepareHeld } from './prepare-article/prepare-held.job.js';
import { Preparing } from './prepare-article/preparing.js';
import { CarryFacts } from './publish-outbox/carry-facts.js';
import { OutboxRelay } from './publish-outbox/outbox-relay.js';
import { BacklogLimit } from './receive-article/backlog-limit.js';
import { ForgetDeliveries } from './receive-article/forget-deliveries.job.js';
import { IntakeAnswers } from './receive-article/intake-answers.js';
import { IntakeMetrics } from './receive-article/intake-metrics.js';
import { Intake } from './receive-article/intake.js';
import { RateLimit } from './receive-article/rate-limit.js';
import { ReceiptLinks } from './receive-article/receipt-links.js';
import { ReceiveArticleController } from './receive-article/receive-article.controller.js';
import { ReceiveArticle } from './receive-article/receive-article.js';
import { ReleaseEmbargo } from './release-embargo/release-embargo.job.js';
import { ScheduledReleases } from './release-embargo/scheduled-releases.js';
import { ShowArticleController } from './show-article/show-article.controller.js';
import { ReceiptController } from './show-receipt/receipt.controller.js';
import { ReceiptGuard } from './show-receipt/receipt.guard.js';
import { RecordStages } from './show-receipt/record-stages.handler.js';
import { ManageSources } from './sources/manage-sources.js';
import { SourcesController } from './sources/sources.controller.js';
import { IngestionCheck } from './watch-progress/ingestion.check.js';
import { WithdrawArticleController } from './withdraw-article/withdraw-article.controller.js';
import { WithdrawArticle } from './withdraw-article/withdraw-article.js';

const RECEIVING = [Intake, IntakeAnswers, IntakeMetrics, RateLimit, BacklogLimit, ReceiptLinks, ReceiveArticle];
const SHOWING = [PublicArticles, Receipts, ReceiptGuard];
const BACKGROUND = [
  HeldArticles,
  PrepareArticles,
  PrepareHeld,
  Preparing,
  CarryFacts,
  OutboxRelay,
  ReleaseEmbargo,
  ScheduledReleases,
  ForgetDeliveries,
  IngestionCheck,
];

/** From the signed webhook to the published article on the log, and the receipt that proves it. */
@Module({
  controllers: [
    ReceiveArticleController,
    SourcesController,
    ReceiptController,
    ShowArticleController,
    WithdrawArticleController,
    RecordStages,
  ],
  providers: [...RECEIVING, ...BACKGROUND, ...SHOWING, AdminGuard, ManageSources, WithdrawArticle],
})
export class IngestionModule {}
