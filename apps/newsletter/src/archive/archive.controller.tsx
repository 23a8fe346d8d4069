import { EditionId, NewsletterId } from '#contracts/ids.js';
import { nameOf } from '#contracts/newsletter.js';
import { ProblemError } from '#contracts/problem.js';
import type { Edition } from '#ports/edition-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Config } from '#runtime/config/config.js';
import { sendPage } from '#runtime/http/page.js';
import { interfaceLanguage } from '#web/interface-language.js';
import { renderPage } from '#web/render-page.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ManageNewsletters } from '../newsletters/manage-newsletters.js';
import { EditionReader } from '../plan-edition/edition-reader.js';
import { editionDay } from '../plan-edition/local-day.js';
import { RenderEdition } from '../render-edition/render-edition.js';
import { archiveFeed } from './archive-feed.js';
import { ArchivePage } from './archive.page.js';
import { EditionPage } from './edition.page.js';

const PageQuery = z.object({ ui: z.string().max(10).optional() });
/** `before`: the edition that ended the page before. */
const FeedQuery = z.object({ before: EditionId.optional() });
const ArchiveQuery = PageQuery.extend(FeedQuery.shape);
const EDITIONS = 30;

/** A page of the archive, and the query of the one that follows it. */
interface Gone {
  readonly editions: Edition[];
  readonly older?: string;
}

/** Editions that have gone out, for anyone to read. */
@Controller()
export class ArchiveController {
  constructor(
    private readonly newsletters: ManageNewsletters,
    private readonly editions: EditionReader,
    private readonly renderEdition: RenderEdition,
    private readonly ledger: SendLedger,
    private readonly config: Config,
  ) {}

  @Get('n/:id')
  @Describe('Shows the archive of a newsletter.', { 200: PAGE })
  async archive(
    @Param('id', { schema: NewsletterId }) id: NewsletterId,
    @Query({ schema: ArchiveQuery }) { ui, before }: z.infer<typeof ArchiveQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const newsletter = await this.newsletters.find(id);
    const language = interfaceLanguage(accepted, ui);
    const { editions, older } = await this.gone(id, before);
    const next = older === undefined ? {} : { older: `/n/${id}?${older}${ui === undefined ? '' : `&ui=${language}`}` };
    const body = <ArchivePage {...{ language, newsletter, editions, ...next }} />;
    await sendPage(reply, renderPage({ language, title: nameOf(newsletter, language), body }));
  }

  @Get('n/:id/feed.json')
  @Header('content-type', 'application/feed+json; charset=utf-8')
  @Describe('Gives the archive of a newsletter as JSON Feed.', {
    200: { description: 'JSON Feed 1.1', mediaType: 'application/feed+json' },
  })
  async feed(
    @Param('id', { schema: NewsletterId }) id: NewsletterId,
    @Query({ schema: FeedQuery }) { before }: z.infer<typeof FeedQuery>,
  ): Promise<ReturnType<typeof archiveFeed>> {
    return archiveFeed(await this.newsletters.find(id), await this.gone(id, before), this.config.publicUrl);
  }

  @Get('e/:id')
  @Describe('Shows an edition as a page.', { 200: PAGE })
  async edition(
    @Param('id', { schema: EditionId }) id: EditionId,
    @Query({ schema: PageQuery }) { ui }: z.infer<typeof PageQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const edition = await this.editions.find(id);
    if (edition === undefined || !(await this.hasGoneOut(edition)))
      throw new ProblemError(404, `There is no edition ${id}.`);
    const newsletter = await this.newsletters.find(edition.newsletter);
    const content = await this.renderEdition.content(edition, newsletter);
    const language = interfaceLanguage(accepted, ui ?? edition.language);
    const title = `${nameOf(newsletter, edition.language)} ${editionDay(edition)}`;
    await sendPage(reply, renderPage({ language, title, body: <EditionPage content={content} /> }));
  }

  private async gone(newsletter: NewsletterId, before: EditionId | undefined): Promise<Gone> {
    if (before !== undefined && (await this.editions.find(before))?.newsletter !== newsletter)
      throw new ProblemError(404, `There is no edition ${before} of ${newsletter}.`);
    const found = await this.editions.list({
      ...{ newsletter, states: ['sending', 'paused', 'finished'], limit: EDITIONS + 1 },
      ...(before === undefined ? {} : { before }),
    });
    const page = found.slice(0, EDITIONS);
    const gone = await Promise.all(page.map((edition) => this.hasGoneOut(edition)));
    const last = found.length > EDITIONS ? page.at(-1) : undefined;
    return {
      editions: page.filter((_edition, index) => gone[index]),
      ...(last === undefined ? {} : { older: `before=${encodeURIComponent(last.id)}` }),
    };
  }

  /** One that was stopped is shown when somebody may have it. */
  private async hasGoneOut({ id, state }: Edition): Promise<boolean> {
    if (state === 'sending' || state === 'finished') return true;
    const { sent, unknown } = await this.ledger.counts(id);
    return sent + unknown > 0;
  }
}
