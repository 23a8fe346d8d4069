import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { ProblemError } from '#contracts/problem.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { MailCatcher, type CaughtMail, type CaughtMailContent } from '#ports/mail-catcher.port.js';
import { sendMailFrame, sendPage } from '#runtime/http/page.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { renderPage } from '#web/render-page.js';
import { Controller, Get, Header, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CatcherGuard } from './catcher.guard.js';
import { CaughtMailPage, CaughtMailsPage } from './caught-mails.page.js';

const MailsQuery = ListQuery.extend({ to: z.string().max(320).optional() });
const MailDto = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  receivedAt: z.string(),
});

/** Caught mails, as pages and as JSON. */
@UseGuards(CatcherGuard)
@Controller('mail')
export class MailCatcherController {
  constructor(private readonly catcher: MailCatcher) {}

  @Get()
  @Describe('Shows the mails that the built-in catcher took over.', { 200: PAGE })
  async page(
    @Query({ schema: MailsQuery }) query: z.infer<typeof MailsQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { items, nextCursor } = await this.mails(query);
    const older = nextCursor === undefined ? undefined : olderThan(nextCursor, query);
    const body = <CaughtMailsPage mails={items} older={older} />;
    await sendPage(reply, renderPage({ language: 'en', title: 'Mail catcher', body, switchable: false, wide: true }));
  }

  @Get('messages')
  @Header('cache-control', 'no-store')
  @Describe('Lists the mails that the built-in catcher took over, newest first.', { 200: listOf(MailDto) })
  mails(
    @Query({ schema: MailsQuery }) { to, limit, cursor }: z.infer<typeof MailsQuery>,
  ): Promise<ListPage<CaughtMail>> {
    return this.catcher
      .list({ limit: limit + 1, ...withoutAbsent({ to, before: cursor }) })
      .then((found) => pageOf(found, limit, ({ id }) => id));
  }

  @Get('messages/:id')
  @Header('cache-control', 'no-store')
  @Describe('Shows a caught mail with its parts, headers and source.', {
    200: MailDto.extend({ html: z.string(), text: z.string(), headers: z.array(z.array(z.string())), raw: z.string() }),
  })
  message(@Param('id') id: string): Promise<CaughtMailContent> {
    return this.find(id);
  }

  @Get(':id')
  @Describe('Shows a caught mail.', { 200: PAGE })
  async mail(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const mail = await this.find(id);
    const body = <CaughtMailPage mail={mail} />;
    const page = renderPage({ language: 'en', title: mail.subject, body, switchable: false, wide: true });
    await sendPage(reply, page, { framesMail: true });
  }

  @Get(':id/html')
  @Describe('Gives the HTML of a caught mail, to be shown in a frame.', { 200: PAGE })
  async html(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendMailFrame(reply, (await this.find(id)).html);
  }

  private async find(id: string): Promise<CaughtMailContent> {
    const found = await this.catcher.find(id);
    if (found === undefined) throw new ProblemError(404, `There is no mail ${id.slice(0, 40)}.`);
    return found;
  }
}

/** The same question, from an older mail on. */
function olderThan(cursor: string, { to, limit }: z.infer<typeof MailsQuery>): string {
  return `/mail?${new URLSearchParams({ ...withoutAbsent({ to }), limit: String(limit), cursor })}`;
}
