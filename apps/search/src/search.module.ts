import { PublicArticles } from '#runtime/articles/public-articles.js';
import { WebModule } from '#web/web.module.js';
import { Module } from '@nestjs/common';
import { IndexArticles } from './index-articles/index-articles.handler.js';
import { RankingController } from './ranking/ranking.controller.js';
import { ArticlePageController } from './reader-page/article-page.controller.js';
import { FindForPage } from './reader-page/find-for-page.js';
import { ReadSurroundings } from './reader-page/read-surroundings.js';
import { SearchPageController } from './reader-page/search-page.controller.js';
import { SourceNames } from './reader-page/source-names.js';
import { AskRebuild } from './rebuild-index/ask-rebuild.js';
import { RebuildIndexController } from './rebuild-index/rebuild-index.controller.js';
import { RebuildIndex } from './rebuild-index/rebuild-index.job.js';
import { RebuildOutdatedIndex } from './rebuild-index/rebuild-outdated-index.js';
import { ToldChanges } from './rebuild-index/told-changes.js';
import { SearchArticlesController } from './search-articles/search-articles.controller.js';
import { SearchArticles } from './search-articles/search-articles.js';
import { CurrentVocabulary } from './vocabulary/current-vocabulary.js';
import { VocabularyController } from './vocabulary/vocabulary.controller.js';
import { SuggestController } from './suggest/suggest.controller.js';

const REBUILDING = [AskRebuild, RebuildIndex, RebuildOutdatedIndex, ToldChanges];
const PAGES = [SearchPageController, ArticlePageController];

/** Makes published articles findable, answers searches and shows articles to readers. */
@Module({
  imports: [WebModule],
  controllers: [
    IndexArticles,
    SearchArticlesController,
    SuggestController,
    RankingController,
    RebuildIndexController,
    VocabularyController,
    ...PAGES,
  ],
  providers: [
    SearchArticles,
    CurrentVocabulary,
    FindForPage,
    ReadSurroundings,
    SourceNames,
    PublicArticles,
    ...REBUILDING,
  ],
})
export class SearchModule {}
