import { Module } from '@nestjs/common';
import { IndexArticles } from './index-articles/index-articles.handler.js';
import { RankingController } from './ranking/ranking.controller.js';
import { SearchArticlesController } from './search-articles/search-articles.controller.js';
import { SearchArticles } from './search-articles/search-articles.js';
import { SuggestController } from './suggest/suggest.controller.js';

/** Makes published articles findable and answers searches. */
@Module({
  controllers: [IndexArticles, SearchArticlesController, SuggestController, RankingController],
  providers: [SearchArticles],
})
export class SearchModule {}
