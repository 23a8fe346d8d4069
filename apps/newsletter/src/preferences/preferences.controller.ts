import type { SubscriberId } from '#contracts/ids.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { ChangePreferences } from './change-preferences.js';
import { JoinNewsletters } from './join-newsletters.js';
import { PersonalPages } from './personal-pages.js';
import { Preferences } from './preferences.dto.js';
import { requestLanguage } from './request-language.js';
import { sendPersonalPage } from './send-personal-page.js';

/** A subscriber's own settings. */
@Controller('s/:token/preferences')
export class PreferencesController {
  constructor(
    private readonly links: SubscriberLinks,
    private readonly pages: PersonalPages,
    private readonly changes: ChangePreferences,
    private readonly joining: JoinNewsletters,
  ) {}

  @Get()
  @Describe('Shows what a subscriber has chosen.', { 200: { description: 'The page.', mediaType: 'text/html' } })
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(token, request, reply, false);
  }

  @Post()
  @Describe('Takes what a subscriber chose.', { 200: { description: 'The page.', mediaType: 'text/html' } })
  async save(
    @Param('token') token: string,
    @Body({ schema: Preferences }) chosen: Preferences,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const owner = this.ownerOf(token);
    if (owner !== undefined) {
      const place = { language: requestLanguage(request), ip: request.ip };
      const consents = await this.joining.consents(chosen.newsletters, place);
      await this.changes.apply(owner, { ...chosen, consents });
    }
    await this.send(token, request, reply, true);
  }

  private ownerOf(token: string): SubscriberId | undefined {
    const purpose = this.links.read(token);
    return purpose?.kind === 'preferences' ? purpose.subscriber : undefined;
  }

  private async send(token: string, request: FastifyRequest, reply: FastifyReply, saved: boolean): Promise<void> {
    const language = requestLanguage(request);
    const owner = this.ownerOf(token);
    const page = owner === undefined ? undefined : await this.pages.preferences(owner, token, language, saved);
    await sendPersonalPage(reply, page ?? this.pages.ended(language), page === undefined ? 404 : 200);
  }
}
