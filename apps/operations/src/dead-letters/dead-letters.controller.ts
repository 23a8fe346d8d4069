import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { ProblemError } from '#contracts/problem.js';
import { DeadLetterStore, type DeadLetter } from '#ports/dead-letter-store.port.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { DeadLetterDetailDto, deadLetterDetailDto, DeadLetterDto, deadLetterDto } from './dead-letter.dto.js';
import { RedriveAnswer } from './redrive-answer.dto.js';
import { RedriveGroup } from './redrive-group.js';

const LettersQuery = ListQuery.extend({
  group: z.string().min(1).max(100).optional(),
  state: z.enum(['open', 'redriven', 'discarded']).optional(),
});
const GroupQuery = z.strictObject({ group: z.string().min(1).max(100) });
const OneRedriven = z.object({
  id: z.string(),
  outcome: z.enum(['redriven', 'failed', 'in-hand', 'settled']),
  error: z.string().optional(),
});
const Discard = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** What could not be handled: to be seen, handled again or given up with a reason. */
@AdminOnly()
@Controller('v1/ops/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly redrive: Redrive,
    private readonly redriveGroup: RedriveGroup,
  ) {}

  @Get()
  @Describe('Lists dead letters, newest first.', { 200: listOf(DeadLetterDto) })
  async list(
    @Query({ schema: LettersQuery }) { limit, cursor, ...filter }: z.infer<typeof LettersQuery>,
  ): Promise<ListPage<DeadLetterDto>> {
    const found = await this.store.list({ ...filter, before: cursor, limit: limit + 1 });
    return pageOf(found.map(deadLetterDto), limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe('Shows a dead letter whole.', { 200: DeadLetterDetailDto })
  async show(@Param('id') id: string): Promise<DeadLetterDetailDto> {
    return deadLetterDetailDto(await this.find(id));
  }

  @Post('redrive')
  @HttpCode(200)
  @Describe('Handles every open dead letter of a group again, oldest first.', { 200: RedriveAnswer })
  redriveAll(@Query({ schema: GroupQuery }) { group }: z.infer<typeof GroupQuery>): Promise<RedriveAnswer> {
    return this.redriveGroup.run(group);
  }

  @Post(':id/redrive')
  @HttpCode(200)
  @Describe('Handles a dead letter again; safe to ask for twice.', { 200: OneRedriven })
  async redriveOne(@Param('id') id: string): Promise<z.infer<typeof OneRedriven>> {
    const result = await this.redrive.redrive(id);
    if (result.outcome === 'unknown') throw new ProblemError(404, `There is no dead letter ${id}.`);
    return { id, ...result };
  }

  @Delete(':id')
  @Describe('Gives a dead letter up; it stays to be read, with the reason.', { 200: DeadLetterDto })
  async discard(
    @Param('id') id: string,
    @Body({ schema: Discard }) { reason }: z.infer<typeof Discard>,
  ): Promise<DeadLetterDto> {
    const letter = await this.find(id);
    if (letter.state === 'redriven') throw new ProblemError(409, `Dead letter ${id} was redriven.`);
    if (letter.state === 'open') await this.store.settle(id, 'discarded', reason);
    return deadLetterDto(await this.find(id));
  }

  private async find(id: string): Promise<DeadLetter> {
    const letter = await this.store.find(id);
    if (letter === undefined) throw new ProblemError(404, `There is no dead letter ${id}.`);
    return letter;
  }
}
