import { SearchAnswer, SearchParameters } from '#contracts/search.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { readerLanguage } from './reader-language.js';
import { SearchArticles } from './search-articles.js';

/** The public search. */
@Controller('v1/search')
export class SearchArticlesController {
  constructor(private readonly articles: SearchArticles) {}

  @Get()
  @Describe('Searches the public articles.', { 200: SearchAnswer })
  async search(
    @Query({ schema: SearchParameters }) parameters: SearchParameters,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { tookMs, ...said } = await this.articles.search(parameters, readerLanguage(acceptLanguage));
    const json = JSON.stringify(said);
    void reply.header('content-type', 'application/json; charset=utf-8');
    void reply.header('vary', 'accept-language').header('etag', etagOf(json));
    return `${json.slice(0, -1)},"tookMs":${JSON.stringify(tookMs)}}`;
  }
}

/** Over all but the time it took, which alone makes no other answer; written once, since it is long. */
function etagOf(json: string): string {
  return `"${createHash('sha1').update(json).digest('base64url')}"`;
}
