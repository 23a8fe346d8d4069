import { SourceId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { SourceStore, type Source } from '#ports/source-store.port.js';
import { RawBody } from '#runtime/http/raw-body.decorator.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptedDto, ArticlesBody, BatchDto } from './receive-article.dto.js';
import { BacklogLimit } from './backlog-limit.js';
import { ReceiveArticle } from './receive-article.js';
import { verifySignature, webhookHeaders } from './verify-signature.js';

const WEBHOOK_HEADERS = {
  'webhook-id': 'Names the delivery; stays the same over its repeats.',
  'webhook-timestamp': 'Seconds since 1970, at most five minutes off.',
  'webhook-signature':
    '`v1,` and the base64 of HMAC-SHA256 over `<id>.<timestamp>.<body>` with a secret of the source.',
};

/** The signed webhook. Takes the request whole: Nest's way to each parameter costs as much as checking the signature. */
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
  @Describe(
    'Takes an article, or up to 100, signed as Standard Webhooks says. The same webhook-id again gets the first answer.',
    {
      202: AcceptedDto,
      200: { description: 'Nothing changed: the outcome is unchanged or stale.', schema: AcceptedDto },
      207: BatchDto,
    },
    { body: { 'application/json': ArticlesBody }, headers: WEBHOOK_HEADERS },
  )
  async receive(
    @Req() request: FastifyRequest<{ Params: { sourceId: string }; Body: Buffer | undefined }>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const source = await this.find(request.params.sourceId);
    const bytes = request.body ?? Buffer.alloc(0);
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
