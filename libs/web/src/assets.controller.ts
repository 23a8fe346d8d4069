import { ProblemError } from '#contracts/problem.js';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { assetAt } from './assets.js';
import './scripts/scripts.js';

/** Styles and scripts of the pages. */
@Controller('assets')
export class AssetsController {
  @Get(':file')
  async show(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const found = assetAt(`/assets/${file}`);
    if (found === undefined) throw new ProblemError(404, 'There is no such asset.');
    await reply
      .header('content-type', found.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .send(found.content);
  }
}
