import type { SubscriberId } from '#contracts/ids.js';
import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SubscriberLinks } from '../tokens/subscriber-links.js';
import { EraseSubscriber } from './erase-subscriber.js';
import { ExportSubscriber } from './export-subscriber.js';
import { PersonalPages } from './personal-pages.js';
import { requestLanguage } from './request-language.js';
import { sendPersonalPage } from './send-personal-page.js';

const SMALL = 16 * 1024;

/** What is kept about a subscriber, for him to have or to have erased. */
@Controller('s/:token')
export class MyDataController {
  constructor(
    private readonly links: SubscriberLinks,
    private readonly pages: PersonalPages,
    private readonly exporter: ExportSubscriber,
    private readonly eraser: EraseSubscriber,
  ) {}

  @Post('export')
  @Describe('Gives a subscriber everything that is kept about them.', {
    200: { description: 'All of it, as a file.', mediaType: 'application/json' },
  })
  @RawBody(SMALL)
  async export(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const owner = this.ownerOf(token);
    const data = owner === undefined ? undefined : await this.exporter.export(owner);
    if (data === undefined) return this.ended(request, reply);
    await reply
      .code(200)
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(data, null, 2));
  }

  /** Erased once, the link has ended. */
  @Post('erase')
  @Describe('Erases everything about a subscriber.', { 200: { description: 'The page.', mediaType: 'text/html' } })
  @RawBody(SMALL)
  async erase(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const owner = this.ownerOf(token);
    if (owner === undefined || !(await this.eraser.erase(owner))) return this.ended(request, reply);
    await sendPersonalPage(reply, this.pages.erased(requestLanguage(request)));
  }

  private ownerOf(token: string): SubscriberId | undefined {
    const purpose = this.links.read(token);
    return purpose?.kind === 'preferences' ? purpose.subscriber : undefined;
  }

  private ended(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    return sendPersonalPage(reply, this.pages.ended(requestLanguage(request)), 404);
  }
}
