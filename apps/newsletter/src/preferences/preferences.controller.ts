import { ProblemError } from '#contracts/problem.js';
import type { SubscriberId } from '#contracts/ids.js';
import { sendPage } from '#runtime/http/page.js';
import { interfaceLanguage } from '#web/interface-language.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { ChangePreferences } from './change-preferences.js';
import { EraseSubscriber } from './erase-subscriber.js';
import { PersonalPages } from './personal-pages.js';
import { Preferences } from './preferences.dto.js';

const PageQuery = z.object({ ui: z.string().max(10).optional() });
type PageQuery = z.infer<typeof PageQuery>;

/** A subscriber's own settings. */
@Controller('s/:token')
export class PreferencesController {
  constructor(
    private readonly links: SubscriberLinks,
    private readonly pages: PersonalPages,
    private readonly change: ChangePreferences,
    private readonly eraser: EraseSubscriber,
  ) {}

  @Get('preferences')
  @Describe('Shows the preferences of a subscriber.', { 200: PAGE })
  async show(
    @Param('token') token: string,
    @Query({ schema: PageQuery }) { ui }: PageQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.pages.preferences(this.owner(token), token, interfaceLanguage(accepted, ui)));
  }

  @Post('preferences')
  @Describe('Saves the preferences of a subscriber.', { 200: PAGE })
  async save(
    @Param('token') token: string,
    @Query({ schema: PageQuery }) { ui }: PageQuery,
    @Body({ schema: Preferences }) chosen: Preferences,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const owner = this.owner(token);
    await this.change.apply(owner, chosen);
    await this.send(reply, await this.pages.preferences(owner, token, interfaceLanguage(accepted, ui), true));
  }

  @Post('erase')
  @Describe('Erases everything that is kept about a subscriber.', { 200: PAGE })
  async erase(
    @Param('token') token: string,
    @Query({ schema: PageQuery }) { ui }: PageQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.eraser.erase(this.owner(token));
    await this.send(reply, this.pages.erased(interfaceLanguage(accepted, ui)));
  }

  private owner(token: string): SubscriberId {
    const purpose = this.links.read(token);
    if (purpose?.kind !== 'preferences') throw new ProblemError(404, 'This link is not valid.');
    return purpose.subscriber;
  }

  private async send(reply: FastifyReply, page: string | undefined): Promise<void> {
    if (page === undefined) throw new ProblemError(404, 'Nothing is kept about you.');
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    await sendPage(reply, page);
  }
}
