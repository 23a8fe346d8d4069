import { listOf, type ListPage } from '#contracts/list-query.js';
import { AdminOnly } from '#runtime/http/admin-only.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { JobDto, QueueDto } from './queue.dto.js';
import { JobsQuery, Queues } from './queues.js';

const Retried = z.object({ id: z.string(), outcome: z.literal('retried') });

/** The job queues: what waits, runs and failed; pausing, going on and trying again. */
@AdminOnly()
@Controller('v1/ops/queues')
export class QueuesController {
  constructor(private readonly queues: Queues) {}

  @Get()
  @Describe('Lists the job queues with their jobs by state.', { 200: z.object({ items: z.array(QueueDto) }) })
  async list(): Promise<{ items: QueueDto[] }> {
    return { items: await this.queues.list() };
  }

  @Get(':name/jobs')
  @Describe('Lists the jobs of a queue in one state.', { 200: listOf(JobDto) })
  jobs(@Param('name') name: string, @Query({ schema: JobsQuery }) query: JobsQuery): Promise<ListPage<JobDto>> {
    return this.queues.jobs(name, query);
  }

  @Get(':name')
  @Describe('Shows a job queue.', { 200: QueueDto })
  show(@Param('name') name: string): Promise<QueueDto> {
    return this.queues.find(name);
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Describe('Keeps the jobs of a queue until it is resumed; jobs in hand are finished.', { 200: QueueDto })
  pause(@Param('name') name: string): Promise<QueueDto> {
    return this.queues.setPaused(name, true);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Describe('Lets a paused queue go on.', { 200: QueueDto })
  resume(@Param('name') name: string): Promise<QueueDto> {
    return this.queues.setPaused(name, false);
  }

  @Post(':name/jobs/:id/retry')
  @HttpCode(202)
  @Describe('Puts a failed job back.', { 202: Retried })
  async retry(@Param('name') name: string, @Param('id') id: string): Promise<z.infer<typeof Retried>> {
    await this.queues.retry(name, id);
    return { id, outcome: 'retried' };
  }
}
