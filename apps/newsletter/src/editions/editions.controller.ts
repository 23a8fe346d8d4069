import { EditionId, NewsletterId } from '#contracts/ids.js';
import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { ProblemError } from '#contracts/problem.js';
import { SendState } from '#contracts/send-state.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ManageNewsletters } from '../newsletters/manage-newsletters.js';
import { EditionReader } from '../plan-edition/edition-reader.js';
import { EditionDto, editionDto, StartedEditions } from './edition.dto.js';
import { SendDto, sendDto } from './send.dto.js';
import { SendNow } from './send-now.js';

const EditionsQuery = ListQuery.extend({ cursor: EditionId.optional(), newsletter: NewsletterId.optional() });
const SendsQuery = ListQuery.extend({ state: SendState.optional() });

/** Editions and what became of each of their mails. */
@AdminOnly()
@Controller('v1')
export class EditionsController {
  constructor(
    private readonly editions: EditionReader,
    private readonly newsletters: ManageNewsletters,
    private readonly sendNow: SendNow,
    private readonly ledger: SendLedger,
  ) {}

  @Post('newsletters/:id/editions')
  @HttpCode(202)
  @Describe('Sends now, to every confirmed subscriber not paused, whatever their hour.', { 202: StartedEditions })
  async send(@Param('id', { schema: NewsletterId }) id: NewsletterId): Promise<StartedEditions> {
    return this.sendNow.send(await this.newsletters.find(id));
  }

  @Get('editions')
  @Describe('Lists editions, newest slot first.', { 200: listOf(EditionDto) })
  async list(@Query({ schema: EditionsQuery }) query: z.infer<typeof EditionsQuery>): Promise<ListPage<EditionDto>> {
    const { limit, cursor, newsletter } = query;
    const found = await this.editions.list({
      limit: limit + 1,
      ...(cursor === undefined ? {} : { before: cursor }),
      ...(newsletter === undefined ? {} : { newsletter }),
    });
    const items = await Promise.all(
      found.map(async (edition) => editionDto(edition, await this.ledger.counts(edition.id))),
    );
    return pageOf(items, limit, ({ id }) => id);
  }

  @Get('editions/:id')
  @Describe('Shows an edition with its counts, which add up to its audience.', { 200: EditionDto })
  async show(@Param('id', { schema: EditionId }) id: EditionId): Promise<EditionDto> {
    const edition = await this.editions.find(id);
    if (edition === undefined) throw new ProblemError(404, `There is no edition ${id}.`);
    return editionDto(edition, await this.ledger.counts(id));
  }

  @Get('editions/:id/sends')
  @Describe('Lists the sends of an edition in order of their subscribers.', { 200: listOf(SendDto) })
  async sends(
    @Param('id', { schema: EditionId }) id: EditionId,
    @Query({ schema: SendsQuery }) { limit, cursor, state }: z.infer<typeof SendsQuery>,
  ): Promise<ListPage<SendDto>> {
    if ((await this.editions.find(id)) === undefined) throw new ProblemError(404, `There is no edition ${id}.`);
    const found = await this.ledger.list({
      ...{ edition: id, limit: limit + 1 },
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(state === undefined ? {} : { state }),
    });
    return pageOf(found.map(sendDto), limit, ({ subscriber }) => subscriber);
  }
}
