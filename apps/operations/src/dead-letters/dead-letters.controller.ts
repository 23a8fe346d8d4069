import { listOf, type ListPage } from '#contracts/list-query.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { DeadLetterDetailDto, deadLetterDetailDto, DeadLetterDto, deadLetterDto } from './dead-letter.dto.js';
import { DeadLetters, DeadLettersQuery, Discard } from './dead-letters.js';
import { RedriveAnswer } from './redrive-answer.dto.js';
import { RedriveGroup } from './redrive-group.js';

const GroupQuery = z.strictObject({ group: z.string().min(1).max(100) });
const OneRedriven = z.object({
  id: z.string(),
  outcome: z.enum(['redriven', 'failed', 'in-hand', 'settled']),
  error: z.string().optional(),
});

/** What could not be handled: to be seen, handled again or given up with a reason. */
@AdminOnly()
@Controller('v1/ops/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly redriveGroup: RedriveGroup,
  ) {}

  @Get()
  @Describe('Lists dead letters, newest first.', { 200: listOf(DeadLetterDto) })
  list(@Query({ schema: DeadLettersQuery }) query: DeadLettersQuery): Promise<ListPage<DeadLetterDto>> {
    return this.letters.list(query);
  }

  @Get(':id')
  @Describe('Shows a dead letter whole.', { 200: DeadLetterDetailDto })
  async show(@Param('id') id: string): Promise<DeadLetterDetailDto> {
    return deadLetterDetailDto(await this.letters.find(id));
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
    return { id, ...(await this.letters.redrive(id)) };
  }

  @Delete(':id')
  @Describe('Gives a dead letter up; it stays to be read, with the reason.', { 200: DeadLetterDto })
  async discard(
    @Param('id') id: string,
    @Body({ schema: Discard }) { reason }: z.infer<typeof Discard>,
  ): Promise<DeadLetterDto> {
    return deadLetterDto(await this.letters.discard(id, reason));
  }
}
