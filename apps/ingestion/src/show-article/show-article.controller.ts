import { ArticleId } from '#contracts/ids.js';
import { listOf, ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { Config } from '#runtime/config/config.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ARTICLE_FORMS, written } from './article-form.js';
import { PublicArticle, VersionDto, versionDto } from './public-article.dto.js';
import { PublicArticles } from '#runtime/articles/public-articles.js';

const ShowQuery = z.strictObject({ format: z.enum(ARTICLE_FORMS).default('native') });
const VersionsQuery = ListQuery.extend({ cursor: z.coerce.number().int().positive().optional() });

/** Published articles and their versions, for anyone. */
@Controller('v1/articles')
export class ShowArticleController {
  constructor(
    private readonly articles: PublicArticles,
    private readonly config: Config,
  ) {}

  @Get(':id')
  @Describe(
    'Shows a public article as native JSON, ninjs 3.0 or schema.org JSON-LD; 410 once it was withdrawn or has expired.',
    {
      200: PublicArticle,
    },
  )
  async show(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: ShowQuery }) { format }: z.infer<typeof ShowQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const article = await this.articles.find(id);
    const { mediaType, document } = written(article, format, `${this.config.publicUrl}/a/${id}`);
    void reply.header('content-type', `${mediaType}; charset=utf-8`);
    return document;
  }

  @Get(':id/versions')
  @Describe('Lists the public versions of an article, newest first.', { 200: listOf(VersionDto) })
  async versions(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: VersionsQuery }) { limit, cursor }: z.infer<typeof VersionsQuery>,
  ): Promise<ListPage<VersionDto>> {
    const before = cursor ?? Number.POSITIVE_INFINITY;
    const found = (await this.articles.versions(id)).reverse().filter(({ version }) => version < before);
    return pageOf(found.map(versionDto), limit, ({ version }) => String(version));
  }
}
