import { NewsletterId } from '#contracts/ids.js';
import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { Newsletter } from '#contracts/newsletter.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ManageNewsletters } from './manage-newsletters.js';
import { NewsletterChange, NewsletterDto } from './newsletter.dto.js';

/** Administration of newsletters. */
@AdminOnly()
@Controller('v1/newsletters')
export class NewslettersController {
  constructor(
    private readonly newsletters: ManageNewsletters,
    private readonly store: NewsletterStore,
  ) {}

  @Post()
  @Describe('Makes a newsletter.', { 201: NewsletterDto })
  create(@Body({ schema: Newsletter }) newsletter: Newsletter): Promise<Newsletter> {
    return this.newsletters.create(newsletter);
  }

  @Get()
  @Describe('Lists the newsletters in order of their ids.', { 200: listOf(NewsletterDto) })
  async list(
    @Query({ schema: ListQuery }) { limit, cursor }: z.infer<typeof ListQuery>,
  ): Promise<ListPage<Newsletter>> {
    const found = await this.store.list({ limit: limit + 1, ...(cursor === undefined ? {} : { after: cursor }) });
    return pageOf(found, limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe('Shows a newsletter.', { 200: NewsletterDto })
  show(@Param('id', { schema: NewsletterId }) id: NewsletterId): Promise<Newsletter> {
    return this.newsletters.find(id);
  }

  @Patch(':id')
  @Describe('Changes a newsletter; null takes an optional field away.', { 200: NewsletterDto })
  change(
    @Param('id', { schema: NewsletterId }) id: NewsletterId,
    @Body({ schema: NewsletterChange }) change: NewsletterChange,
  ): Promise<Newsletter> {
    return this.newsletters.change(id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @Describe('Removes a newsletter and cancels what is not sent yet; the consents to it stay.', {
    204: { description: 'It is gone.' },
  })
  remove(@Param('id', { schema: NewsletterId }) id: NewsletterId): Promise<void> {
    return this.newsletters.remove(id);
  }
}
