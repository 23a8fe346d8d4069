import { sendPage } from '#runtime/http/page.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { renderPage } from '#web/render-page.js';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiReference } from './api-reference.js';
import { DocsPage } from './docs.page.js';

/** The reference of the interface, for people. */
@Controller('docs')
export class DocsController {
  constructor(private readonly reference: ApiReference) {}

  @Get()
  @Describe('Shows this reference as a page.', { 200: PAGE })
  async page(@Res() reply: FastifyReply): Promise<void> {
    const body = <DocsPage groups={await this.reference.read()} />;
    const title = 'Interface reference';
    await sendPage(reply, renderPage({ language: 'en', title, body, switchable: false, wide: true }));
  }
}
