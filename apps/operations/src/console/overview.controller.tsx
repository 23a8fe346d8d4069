import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReadSummary } from '../summary/read-summary.js';
import { sendConsolePage } from './console-answer.js';
import { ConsoleController } from './console-controller.decorator.js';
import { OverviewPage } from './overview.page.js';

/** The first page of the console. */
@ConsoleController('console')
export class OverviewController {
  constructor(private readonly summary: ReadSummary) {}

  @Get()
  @Describe('Shows the overview of the console.', { 200: PAGE })
  async show(@Res() reply: FastifyReply): Promise<void> {
    const body = <OverviewPage summary={await this.summary.read()} />;
    await sendConsolePage(reply, { title: 'Overview', place: '/console', body });
  }
}
