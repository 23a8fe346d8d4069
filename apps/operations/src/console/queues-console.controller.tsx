import { Describe, LEADS_ON, PAGE } from '#runtime/reference/describe.decorator.js';
import { Get, HttpCode, Param, Post, Query, Redirect, Res, type HttpRedirectResponse } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { JobsQuery, Queues } from '../queues/queues.js';
import { sendConsolePage, shownAt } from './console-answer.js';
import { ConsoleController } from './console-controller.decorator.js';
import { QueuePage } from './queue.page.js';
import { queuePath } from './queues-table.js';
import { QueuesPage } from './queues.page.js';

const PLACE = '/console/queues';
const MOST_JOBS = 100;
const QueueQuery = JobsQuery.omit({ limit: true }).extend({ outcome: z.string().optional() });

/** Job queues: what waits, runs and failed; pausing, going on and trying again. */
@ConsoleController('console/queues')
export class QueuesConsoleController {
  constructor(private readonly queues: Queues) {}

  @Get()
  @Describe('Shows the job queues in the console.', { 200: PAGE })
  async list(@Res() reply: FastifyReply): Promise<void> {
    const body = <QueuesPage queues={await this.queues.list()} />;
    await sendConsolePage(reply, { title: 'Queues', place: PLACE, body });
  }

  @Get(':name')
  @Describe('Shows a job queue with its jobs in the console.', { 200: PAGE })
  async show(
    @Param('name') name: string,
    @Query({ schema: QueueQuery }) { outcome, ...query }: z.infer<typeof QueueQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const queue = await this.queues.find(name);
    const page = await this.queues.jobs(name, { ...query, limit: MOST_JOBS });
    const body = <QueuePage queue={queue} page={page} state={query.state} outcome={outcome} />;
    await sendConsolePage(reply, { title: name, place: PLACE, body });
  }

  @Post(':name/pause')
  @Describe('Pauses a job queue from the console.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async pause(@Param('name') name: string): Promise<HttpRedirectResponse> {
    await this.queues.setPaused(name, true);
    return shownAt(queuePath(name), 'paused');
  }

  @Post(':name/resume')
  @Describe('Lets a paused job queue go on from the console.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async resume(@Param('name') name: string): Promise<HttpRedirectResponse> {
    await this.queues.setPaused(name, false);
    return shownAt(queuePath(name), 'resumed');
  }

  @Post(':name/jobs/:id/retry')
  @Describe('Puts a failed job back from the console.', { 303: LEADS_ON })
  @HttpCode(303)
  @Redirect()
  async retry(@Param('name') name: string, @Param('id') id: string): Promise<HttpRedirectResponse> {
    await this.queues.retry(name, id);
    return shownAt(queuePath(name), 'retried');
  }
}
