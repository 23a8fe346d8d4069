import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { sendConsolePage } from './console-answer.js';
import { ConsoleController } from './console-controller.decorator.js';
import { FindAnything } from './find-anything.js';
import { FindPage } from './find.page.js';

const FindQuery = z.object({ q: z.string().max(2048).default('') });

/** One box for articles and subscribers. */
@ConsoleController('console/find')
export class FindController {
  constructor(private readonly find: FindAnything) {}

  @Get()
  @Describe('Finds an article with its receipt, or a subscriber, for the console.', { 200: PAGE })
  async show(
    @Query({ schema: FindQuery }) { q }: z.infer<typeof FindQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = q.trim();
    const found = wanted === '' ? undefined : await this.find.find(wanted);
    const body = <FindPage wanted={wanted} found={found} />;
    await sendConsolePage(reply, { title: 'Find', place: '/console/find', body });
  }
}
