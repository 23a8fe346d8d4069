import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmSubscription } from '../subscribe/confirm-subscription.js';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { PersonalPages } from './personal-pages.js';
import { requestLanguage } from './request-language.js';
import { sendPersonalPage } from './send-personal-page.js';

const SMALL = 16 * 1024;

/** Pages and buttons behind the links of mails. Reading one changes nothing, so that link scanners change nothing. */
@Controller('s/:token')
export class PersonalLinksController {
  constructor(
    private readonly links: SubscriberLinks,
    private readonly pages: PersonalPages,
    private readonly confirmation: ConfirmSubscription,
    private readonly changes: ChangeSubscriber,
  ) {}

  @Get()
  @Describe('Shows the page of a personal link; changes nothing.', {
    200: { description: 'The page.', mediaType: 'text/html' },
  })
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const purpose = this.links.read(token);
    const language = requestLanguage(request);
    switch (purpose?.kind) {
      case 'confirm':
        return this.send(request, reply, await this.pages.confirmation(purpose.signup, token, language));
      case 'preferences':
        return this.send(request, reply, await this.pages.preferences(purpose.subscriber, token, language));
      case 'unsubscribe':
        return this.send(request, reply, await this.pages.unsubscribe(purpose.newsletter, token, language));
      default:
        return this.send(request, reply, undefined);
    }
  }

  @Post('confirm')
  @Describe('Confirms a subscription.', { 200: { description: 'The page.', mediaType: 'text/html' } })
  @RawBody(SMALL)
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const purpose = this.links.read(token);
    if (purpose?.kind !== 'confirm') return this.send(request, reply, undefined);
    const subscriber = await this.confirmation.confirm(purpose.signup, request.ip);
    if (subscriber === undefined) return this.send(request, reply, undefined);
    const preferences = this.links.preferences(subscriber.id);
    await this.send(request, reply, this.pages.confirmed(preferences, requestLanguage(request)));
  }

  @Get('unsubscribe')
  @Describe('Shows the page that unsubscribes; changes nothing.', {
    200: { description: 'The page.', mediaType: 'text/html' },
  })
  async showUnsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const purpose = this.links.read(token);
    if (purpose?.kind !== 'unsubscribe') return this.send(request, reply, undefined);
    await this.send(request, reply, await this.pages.unsubscribe(purpose.newsletter, token, requestLanguage(request)));
  }

  /** One click (RFC 8058): whatever the body, no cookie, no redirect, the same answer again. */
  @Post('unsubscribe')
  @Describe('Unsubscribes with one click (RFC 8058); again changes nothing.', {
    200: { description: 'The page.', mediaType: 'text/html' },
  })
  @RawBody(SMALL)
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const purpose = this.links.read(token);
    if (purpose?.kind !== 'unsubscribe') return this.send(request, reply, undefined);
    await this.changes.end(purpose.subscriber, purpose.newsletter, 'unsubscribed');
    await this.send(request, reply, await this.pages.unsubscribed(purpose.newsletter, requestLanguage(request)));
  }

  /** Without a page: the link has ended, or is for something else. */
  private send(request: FastifyRequest, reply: FastifyReply, page: string | undefined): Promise<void> {
    if (page !== undefined) return sendPersonalPage(reply, page);
    return sendPersonalPage(reply, this.pages.ended(requestLanguage(request)), 404);
  }
}
