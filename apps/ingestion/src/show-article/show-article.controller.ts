import { ArticleId } from '#contracts/ids.js';
import { ListQuery, pageOf, type ListPage } from '#contracts/list-query.js';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { publicArticle, versionDto, type PublicArticle, type VersionDto } from './public-article.dto.js';
import { PublicArticles } from './public-articles.js';

const ShowQuery = z.strictObject({ format: z.enum(['native']).default('native') });

/** Published articles and their versions, for anyone. */
@Controller('v1/articles')
export class ShowArticleController {
  constructor(private readonly articles: PublicArticles) {}

  @Get(':id')
  async show(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: ShowQuery }) _query: z.infer<typeof ShowQuery>,
  ): Promise<PublicArticle> {
    return publicArticle(await this.articles.find(id));
  }

  /** Newest first. */
  @Get(':id/versions')
  async versions(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: ListQuery }) { limit, cursor }: z.infer<typeof ListQuery>,
  ): Promise<ListPage<VersionDto>> {
    const before = cursor === undefined ? Number.POSITIVE_INFINITY : Number(cursor);
    const found = (await this.articles.versions(id)).reverse().filter(({ version }) => version < before);
    return pageOf(found.map(versionDto), limit, ({ version }) => String(version));
  }
}
