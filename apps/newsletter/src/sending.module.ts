import { Module } from '@nestjs/common';
import { EditionReader } from './plan-edition/edition-reader.js';
import { MjmlPool } from './render-edition/mjml-pool.js';
import { RenderEdition } from './render-edition/render-edition.js';
import { EditionMessages } from './send-batch/edition-message.js';
import { EditionProgress, ProgressParts } from './send-batch/edition-progress.js';
import { Refusals } from './send-batch/refusals.js';
import { ReportMailed } from './send-batch/report-mailed.js';
import { SendBatch, SendParts } from './send-batch/send-batch.js';
import { EditionSource, SendEdition } from './send-batch/send-edition.job.js';
import { SenderLease } from './send-batch/sender-lease.js';
import { SendSingleMail } from './single-mail/send-single-mail.js';
import { ChangeSubscriber } from './subscribers/change-subscriber.js';
import { SubscriberFacts } from './subscribers/subscriber-facts.js';
import { SubscriberLinks } from './tokens/subscriber-links.js';

const RENDERING = [MjmlPool, RenderEdition, EditionMessages, EditionReader];
const SENDING = [SendEdition, EditionSource, SendBatch, SendParts, EditionProgress, ProgressParts, ReportMailed];
const PEOPLE = [ChangeSubscriber, SubscriberFacts, SubscriberLinks, Refusals, SenderLease];

/** Renders editions and brings them, and single mails, to the mail server. */
@Module({
  providers: [...RENDERING, ...SENDING, ...PEOPLE, SendSingleMail],
  exports: [RenderEdition, EditionReader, ChangeSubscriber, SubscriberLinks, SendSingleMail],
})
export class SendingModule {}
