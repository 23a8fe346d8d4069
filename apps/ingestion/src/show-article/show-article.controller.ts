import { ArticleId } from '#contracts/ids.js';
import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { Config } from '#runtime/config/config.js';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ARTICLE_FORMS, written } from './article-form.js';
import { versionDto, type VersionDto } from './public-article.dto.js';
import { PublicArticles } from './public-articles.js';

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

  /** Newest first. */
  @Get(':id/versions')
  async versions(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: VersionsQuery }) { limit, cursor }: z.infer<typeof VersionsQuery>,
  ): Promise<ListPage<VersionDto>> {
    const before = cursor ?? Number.POSITIVE_INFINITY;
    const found = (await this.articles.versions(id)).reverse().filter(({ version }) => version < before);
    return pageOf(found.map(versionDto), limit, ({ version }) => String(version));
  }
}
