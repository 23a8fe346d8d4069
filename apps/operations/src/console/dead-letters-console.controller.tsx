import { Describe, LEADS_ON, PAGE } from '#runtime/reference/describe.decorator.js';
import { Body, Get, HttpCode, Param, Post, Query, Redirect, Res, type HttpRedirectResponse } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { deadLetterDetailDto } from '../dead-letters/dead-letter.dto.js';
import { DeadLetters, DeadLettersQuery, Discard } from '../dead-letters/dead-letters.js';
import { RedriveGroup } from '../dead-letters/redrive-group.js';
import { sendConsolePage, shownAt } from './console-answer.js';
import { ConsoleController } from './console-controller.decorator.js';
import { deadLetterPath, DeadLettersPage } from './dead-letters.page.js';
import { DeadLetterPage } from './dead-letter.page.js';

const PLACE = '/console/dead-letters';
const Outcome = z.object({ outcome: z.string().optional() });
const ListOfLetters = DeadLettersQuery.extend({
  state: DeadLettersQuery.shape.state.default('open'),
  outcome: z.string().optional(),
});
const Group = z.object({ group: z.string().min(1).max(100) });

/** Dead letters: what they are, why they are here, and what can be done with them. */
@ConsoleController('console/dead-letters')
export class DeadLettersConsoleController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly redriveGroup: RedriveGroup,
  ) {}

  @Get()
  @Describe('Shows dead letters in the console.', { 200: PAGE })
  async list(
    @Query({ schema: ListOfLetters }) { outcome, ...query }: z.infer<typeof ListOfLetters>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.letters.list(query);
    const body = <DeadLettersPage page={page} query={query} outcome={outcome} />;
    await sendConsolePage(reply, { title: 'Dead letters', place: PLACE, body });
  }

  @Get(':id')
  @Describe('Shows a dead letter whole in the console.', { 200: PAGE })
  async show(
    @Param('id') id: string,
    @Query({ schema: Outcome }) { outcome }: z.infer<typeof Outcome>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const letter = deadLetterDetailDto(await this.letters.find(id));
    const body = <DeadLetterPage letter={letter} outcome={outcome} />;
    await sendConsolePage(reply, { title: 'Dead letter', place: PLACE, body });
  }

  @Post('redrive')
  @Describe('Handles every open dead letter of a group again from the console.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async redriveAll(@Body({ schema: Group }) { group }: z.infer<typeof Group>): Promise<HttpRedirectResponse> {
    const { failed } = await this.redriveGroup.run(group);
    return shownAt(PLACE, failed.length === 0 ? 'group-redriven' : 'group-failed');
  }

  @Post(':id/redrive')
  @Describe('Handles a dead letter again from the console; safe to press twice.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async redrive(@Param('id') id: string): Promise<HttpRedirectResponse> {
    const { outcome } = await this.letters.redrive(id);
    return shownAt(deadLetterPath(id), outcome);
  }

  @Post(':id/discard')
  @Describe('Gives a dead letter up from the console.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async discard(
    @Param('id') id: string,
    @Body({ schema: Discard }) { reason }: z.infer<typeof Discard>,
  ): Promise<HttpRedirectResponse> {
    await this.letters.discard(id, reason);
    return shownAt(deadLetterPath(id), 'discarded');
  }
}
