import { WebModule } from '#web/web.module.js';
import { Module } from '@nestjs/common';
import { ArchiveController } from './archive/archive.controller.js';
import { ForgetTexts } from './collect-articles/forget-texts.job.js';
import { ExportSubscriber } from './preferences/export-subscriber.js';
import { JoinNewsletters } from './preferences/join-newsletters.js';
import { MyDataController } from './preferences/my-data.controller.js';
import { ForgetSignups } from './subscribe/forget-signups.job.js';
import { MailEvidence } from './subscribe/mail-evidence.js';
import { CollectArticles } from './collect-articles/collect-articles.handler.js';
import { AwaitCollected } from './editions/await-collected.js';
import { EditionsController } from './editions/editions.controller.js';
import { EditionMaking, SendNow } from './editions/send-now.js';
import { SteerEdition } from './editions/steer-edition.js';
import { SteeringController } from './editions/steering.controller.js';
import { ManageNewsletters } from './newsletters/manage-newsletters.js';
import { NewslettersController } from './newsletters/newsletters.controller.js';
import { TryNewsletterController } from './newsletters/try-newsletter.controller.js';
import { PreviewParts, TryNewsletter } from './newsletters/try-newsletter.js';
import { ChooseArticles } from './plan-edition/choose-articles.js';
import { InstantLook } from './plan-edition/instant-look.js';
import { MakeEdition } from './plan-edition/make-edition.js';
import { OneAtATime } from './plan-edition/one-at-a-time.js';
import { PlanEditions } from './plan-edition/plan-editions.job.js';
import { PlanSlots } from './plan-edition/plan-slots.js';
import { StartSending } from './plan-edition/start-sending.js';
import { AudienceParts, WriteAudience } from './plan-edition/write-audience.js';
import { ChangePreferences } from './preferences/change-preferences.js';
import { EraseSubscriber } from './preferences/erase-subscriber.js';
import { PersonalLinksController } from './preferences/personal-links.controller.js';
import { PersonalPages } from './preferences/personal-pages.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { SendingModule } from './sending.module.js';
import { ConfirmSubscription } from './subscribe/confirm-subscription.js';
import { ConfirmationParts, SendConfirmation } from './subscribe/send-confirmation.job.js';
import { SignUpLimit } from './subscribe/sign-up-limit.js';
import { SignUp } from './subscribe/sign-up.js';
import { SubscribePageController } from './subscribe/subscribe-page.controller.js';
import { SubscriptionsController } from './subscribe/subscriptions.controller.js';
import { ExportSubscribers } from './subscribers/export-subscribers.js';
import { ImportSubscribers } from './subscribers/import-subscribers.js';
import { SubscriberFilesController } from './subscribers/subscriber-files.controller.js';
import { SubscribersController } from './subscribers/subscribers.controller.js';
import { SuppressionsController } from './subscribers/suppressions.controller.js';

const PLANNING = [
  ChooseArticles,
  InstantLook,
  OneAtATime,
  MakeEdition,
  PlanEditions,
  PlanSlots,
  StartSending,
  AudienceParts,
  WriteAudience,
];
const SUBSCRIBING = [SignUp, SignUpLimit, SendConfirmation, ConfirmationParts, MailEvidence, ConfirmSubscription];
const PERSONAL = [ChangePreferences, JoinNewsletters, ExportSubscriber, EraseSubscriber, PersonalPages];
const FILES = [ImportSubscribers, ExportSubscribers];
const FORGETTING = [ForgetSignups, ForgetTexts];
const EDITORIAL = [
  ManageNewsletters,
  TryNewsletter,
  PreviewParts,
  EditionMaking,
  SendNow,
  AwaitCollected,
  SteerEdition,
];

/** From published articles and consents to editions in inboxes. */
@Module({
  imports: [WebModule, SendingModule],
  controllers: [
    ...[CollectArticles, NewslettersController, TryNewsletterController, EditionsController, SteeringController],
    ...[SubscriptionsController, SubscribePageController, PersonalLinksController, PreferencesController],
    ...[MyDataController, SubscribersController, SubscriberFilesController, SuppressionsController, ArchiveController],
  ],
  providers: [...PLANNING, ...SUBSCRIBING, ...PERSONAL, ...EDITORIAL, ...FORGETTING, ...FILES],
})
export class NewsletterModule {}
