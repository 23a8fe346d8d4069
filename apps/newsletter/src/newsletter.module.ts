import { WebModule } from '#web/web.module.js';
import { Module } from '@nestjs/common';
import { CollectArticles } from './collect-articles/collect-articles.handler.js';
import { ManageNewsletters } from './newsletters/manage-newsletters.js';
import { NewslettersController } from './newsletters/newsletters.controller.js';
import { EditionReader } from './plan-edition/edition-reader.js';
import { SubscriberLinks } from './tokens/subscriber-links.js';

/** From published articles and consents to editions in inboxes. */
@Module({
  imports: [WebModule],
  controllers: [CollectArticles, NewslettersController],
  providers: [EditionReader, ManageNewsletters, SubscriberLinks],
})
export class NewsletterModule {}
