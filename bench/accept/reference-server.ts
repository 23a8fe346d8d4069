import { SourceId } from '#contracts/ids.js';
import type { Source } from '#ports/source-store.port.js';
import { readBody } from '#apps/ingestion/src/receive-article/read-body.js';
import { verifySignature, webhookHeaders } from '#apps/ingestion/src/receive-article/verify-signature.js';
import { Body, Controller, HttpCode, Module, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import type { FastifyRequest } from 'fastify';

const [port = '0', secret = ''] = process.argv.slice(2);
const source: Source = {
  id: SourceId.parse('bench'),
  name: 'bench',
  format: 'native',
  createdAt: '2026-11-02T06:00:00Z',
  secrets: [],
};

/** What accepting is compared with: verifies, parses and validates as the product does, and stores nothing. */
@Controller('v1/sources')
class ReferenceController {
  @Post(':sourceId/articles')
  @HttpCode(202)
  accept(@Body() body: Buffer, @Req() request: FastifyRequest): object {
    verifySignature(webhookHeaders(request.headers), body, [secret], new Date());
    const { articles } = readBody(body, source);
    return { outcome: 'created', version: articles.length };
  }
}

@Module({ controllers: [ReferenceController] })
class ReferenceModule {}

const adapter = new FastifyAdapter({ bodyLimit: 2 * 1024 * 1024 });
const fastify = adapter.getInstance();
fastify.removeAllContentTypeParsers();
fastify.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
const app = await NestFactory.create<NestFastifyApplication>(ReferenceModule, adapter, {
  logger: false,
  bodyParser: false,
});
await app.listen(Number(port), '127.0.0.1');
