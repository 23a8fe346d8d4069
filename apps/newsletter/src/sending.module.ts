import { Module } from '@nestjs/common';
import { MailSigner } from './mime/mail-signer.js';
import { EditionReader } from './plan-edition/edition-reader.js';
import { MjmlPool } from './render-edition/mjml-pool.js';
import { RenderEdition } from './render-edition/render-edition.js';
import { ClaimRecipients, RecipientParts } from './send-batch/claim-recipients.js';
import { EditionMessages, MessageSources } from './send-batch/edition-message.js';
import { EditionProgress, ProgressParts } from './send-batch/edition-progress.js';
import { MailMetrics } from './send-batch/mail-metrics.js';
import { OutcomeMeaning } from './send-batch/outcome-meaning.js';
import { OrderSends } from './send-batch/order-sends.js';
import { OwedOutcomes } from './send-batch/owed-outcomes.js';
import { Refusals } from './send-batch/refusals.js';
import { ReportMailed } from './send-batch/report-mailed.js';
import { SendEdition } from './send-batch/send-edition.job.js';
import { SendParts, SendRun } from './send-batch/send-run.js';
import { SenderLease } from './send-batch/sender-lease.js';
import { SendSingleMail } from './single-mail/send-single-mail.js';
import { ChangeSubscriber } from './subscribers/change-subscriber.js';
import { SubscriberFacts } from './subscribers/subscriber-facts.js';
import { SubscriberLinks } from './tokens/subscriber-links.js';

const RENDERING = [MjmlPool, RenderEdition, EditionMessages, MessageSources, EditionReader, MailSigner];
const CLAIMING = [ClaimRecipients, RecipientParts, OutcomeMeaning, OwedOutcomes, OrderSends, MailMetrics];
const SENDING = [SendEdition, SendRun, SendParts, EditionProgress, ProgressParts, ReportMailed];
const PEOPLE = [ChangeSubscriber, SubscriberFacts, SubscriberLinks, Refusals, SenderLease];

/** Renders editions and brings them, and single mails, to the mail server. */
@Module({
  providers: [...RENDERING, ...CLAIMING, ...SENDING, ...PEOPLE, SendSingleMail],
  exports: [OrderSends, RenderEdition, EditionReader, ChangeSubscriber, SubscriberLinks, SendSingleMail],
})
export class SendingModule {}
