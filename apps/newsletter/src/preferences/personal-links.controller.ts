import { ProblemError } from '#contracts/problem.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { sendPage } from '#runtime/http/page.js';
import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmSubscription } from '../subscribe/confirm-subscription.js';
import { ChangeSubscriber } from '../subscribers/change-subscriber.js';
import { SubscriberLinks, type Purpose } from '../tokens/subscriber-links.js';
import { PersonalPages } from './personal-pages.js';

const SMALL = 16 * 1024;

/** Pages and buttons behind the links of mails. Reading one changes nothing, so that link scanners change nothing. */
@Controller('s/:token')
export class PersonalLinksController {
  constructor(
    private readonly links: SubscriberLinks,
    private readonly pages: PersonalPages,
    private readonly confirmation: ConfirmSubscription,
    private readonly changes: ChangeSubscriber,
    private readonly subscribers: SubscriberStore,
  ) {}

  @Get()
  @Describe('Shows what the link of a mail is for; changes nothing.', { 200: PAGE })
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request);
    const purpose = this.links.read(token);
    if (purpose?.kind === 'confirm') {
      return this.send(reply, language, await this.pages.confirmation(purpose.signup, token, language));
    }
    if (purpose?.kind === 'preferences') {
      return this.send(reply, language, await this.pages.preferences(purpose.subscriber, token, language));
    }
    if (purpose?.kind === 'unsubscribe') {
      return this.send(reply, language, await this.pages.unsubscribe(purpose.newsletter, token, language));
    }
    return this.send(reply, language, undefined);
  }

  @Post('confirm')
  @RawBody(SMALL)
  @Describe('Confirms a subscription.', { 200: PAGE })
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request);
    const purpose = this.expect(token, 'confirm');
    const subscriber = await this.confirmation.confirm(purpose.signup, request.ip);
    const page =
      subscriber === undefined ? undefined : this.pages.confirmed(this.links.preferences(subscriber.id), language);
    await this.send(reply, language, page);
  }

  @Get('unsubscribe')
  @Describe('Shows the button that ends a subscription; changes nothing.', { 200: PAGE })
  async showUnsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request);
    const { newsletter } = this.expect(token, 'unsubscribe');
    await this.send(reply, language, await this.pages.unsubscribe(newsletter, token, language));
  }

  /** One click (RFC 8058): whatever the body, no cookie, no redirect, the same answer again. */
  @Post('unsubscribe')
  @RawBody(SMALL)
  @Describe('Ends a subscription by one click (RFC 8058), the same answer again.', { 200: PAGE })
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request);
    const { newsletter, subscriber } = this.expect(token, 'unsubscribe');
    await this.changes.end(subscriber, newsletter, 'unsubscribed');
    await this.send(reply, language, await this.pages.unsubscribed(newsletter, language));
  }

  @Post('export')
  @RawBody(SMALL)
  @Describe('Gives a subscriber everything that is kept about them.', {
    200: { description: 'The data.', mediaType: 'application/json' },
  })
  async export(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { subscriber: id } = this.expect(token, 'preferences');
    const subscriber = await this.subscribers.find(id);
    if (subscriber === undefined) throw new ProblemError(404, 'Nothing is kept about you.');
    const { revision: _revision, ...data } = subscriber;
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(data, null, 2));
  }

  private expect<Kind extends Purpose['kind']>(token: string, kind: Kind): Extract<Purpose, { kind: Kind }> {
    const purpose = this.links.read(token);
    if (purpose?.kind !== kind) throw new ProblemError(404, 'This link is not valid, or no longer.');
    return purpose as Extract<Purpose, { kind: Kind }>;
  }

  private async send(reply: FastifyReply, language: InterfaceLanguage, page: string | undefined): Promise<void> {
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    await sendPage(reply, page ?? this.pages.ended(language), { status: page === undefined ? 404 : 200 });
  }
}

/** The language that a page of this request speaks. */
function languageOf({ headers, query }: FastifyRequest): InterfaceLanguage {
  const wished = typeof query === 'object' && query !== null && 'ui' in query ? String(query.ui) : undefined;
  return interfaceLanguage(headers['accept-language'], wished);
}
