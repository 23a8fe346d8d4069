import { SourceId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { SourceStore, type Source } from '#ports/source-store.port.js';
import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BacklogLimit } from './backlog-limit.js';
import { ReceiveArticle } from './receive-article.js';
import { verifySignature, webhookHeaders } from './verify-signature.js';

/** The signed webhook. */
@Controller('v1/sources')
export class ReceiveArticleController {
  constructor(
    private readonly sources: SourceStore,
    private readonly receiveArticle: ReceiveArticle,
    private readonly backlog: BacklogLimit,
    private readonly clock: Clock,
  ) {}

  @Post(':sourceId/articles')
  @RawBody()
  async receive(
    @Param('sourceId') sourceId: string,
    @Body() body: Buffer | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const source = await this.find(sourceId);
    const bytes = body ?? Buffer.alloc(0);
    const headers = webhookHeaders(request.headers);
    verifySignature(
      headers,
      bytes,
      source.secrets.map(({ secret }) => secret),
      this.clock.now(),
    );
    mustBeJson(request.headers['content-type']);
    await this.backlog.check();
    const answer = await this.receiveArticle.receive(source, headers.id, bytes);
    if (answer.replayed) void reply.header('idempotent-replayed', 'true');
    await reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(answer.body);
  }

  private async find(id: string): Promise<Source> {
    const parsed = SourceId.safeParse(id);
    const source = parsed.success ? await this.sources.find(parsed.data) : undefined;
    if (source === undefined) throw new ProblemError(404, `There is no source ${JSON.stringify(id.slice(0, 64))}.`);
    return source;
  }
}

function mustBeJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type !== 'application/json') {
    throw new ProblemError(415, `Articles come as application/json, not as ${type || 'a body without content type'}.`);
  }
  if (parameters.some((part) => part.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(part))) {
    throw new ProblemError(415, 'The body must be UTF-8.');
  }
}
